import { and, asc, eq, isNull } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { database } from '#lib/db/connection.ts'
import { signingKeys } from './schema.ts'
import type { Signer } from './signer.ts'

/** A key that signs or signed editions. */
export type SigningKey = typeof signingKeys.$inferSelect

/** The key that should sign was retired: what it signs now would not count as genuine. */
export class KeyRetired extends Error {
  override readonly name = 'KeyRetired'
  readonly code = 'keyRetired'

  constructor(keyId: string) {
    super(
      `The key ${keyId} was retired, so it signs no more editions: give the site another (EDITION_KEY_FILE), or restart it after npm run edition-key -- rotate.`,
    )
  }
}

/** Makes the key of `signer` known, if it is new, so that everyone can check what it signs.
 *  @throws {KeyRetired} */
export async function requireOpenKey(database: NodePgDatabase, { keyId, x }: Signer): Promise<void> {
  await database.insert(signingKeys).values({ id: keyId, x, validFrom: new Date() }).onConflictDoNothing()
  const [known] = await database.select().from(signingKeys).where(eq(signingKeys.id, keyId))
  if (known?.validUntil != null) throw new KeyRetired(keyId)
}

/** Every key that ever signed, the oldest first. */
export async function listSigningKeys(database: NodePgDatabase): Promise<readonly SigningKey[]> {
  return database.select().from(signingKeys).orderBy(asc(signingKeys.validFrom), asc(signingKeys.id))
}

/** Every key that ever signed, as it is published. */
export async function publishedKeys(): Promise<{ readonly keys: readonly PublishedKey[] }> {
  return toKeySet(await listSigningKeys(database()))
}

/** Ends the time of the key `id`; whether it was one that signs. */
export async function retireKey(database: NodePgDatabase, id: string): Promise<boolean> {
  const retired = await database
    .update(signingKeys)
    .set({ validUntil: new Date() })
    .where(and(eq(signingKeys.id, id), isNull(signingKeys.validUntil)))
    .returning({ id: signingKeys.id })
  return retired.length === 1
}

/** A public key as it is published, with the time for which it counts. `nbf` and `exp` as in RFC 7519: seconds since 1970. */
export interface PublishedKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly kid: string
  readonly x: string
  readonly use: 'sig'
  readonly alg: 'EdDSA'
  readonly nbf: number
  readonly exp?: number
}

/** The keys as a JSON Web Key Set.
 *  @see RFC 7517, section 5; RFC 8037 */
export function toKeySet(keys: readonly SigningKey[]): { readonly keys: readonly PublishedKey[] } {
  const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)
  return {
    keys: keys.map(({ id, x, validFrom, validUntil }) => ({
      kty: 'OKP',
      crv: 'Ed25519',
      kid: id,
      x,
      use: 'sig',
      alg: 'EdDSA',
      nbf: seconds(validFrom),
      ...(validUntil && { exp: seconds(validUntil) }),
    })),
  }
}
