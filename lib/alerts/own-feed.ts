import { createHmac, randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Reader } from '#lib/auth/reader.ts'
import { hashToken } from '#lib/auth/session-cookie.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { database } from '#lib/db/connection.ts'
import type { Delivery } from './delivery.ts'
import { deliveries } from './schema.ts'

/** The secret in the address of the reader's feed; null if they have none. It can be shown again and again, and yet stands in no table: there is only what
 *  it is made from, with the site's own secret, and its hash. */
export function feedSecret(reader: Reader, { feedSalt, feedHash }: Delivery): string | null {
  if (feedSalt === null) return null
  const secret = secretOf(reader.id, feedSalt)
  // The site has another secret now: this address leads nowhere, and the reader makes another.
  return hashToken(secret) === feedHash ? secret : null
}

/** Gives the reader's feed a new address; the one that it had leads nowhere from now on. */
export async function renewFeed(reader: Reader): Promise<void> {
  const feedSalt = randomBytes(16).toString('base64url')
  const change = { feedSalt, feedHash: hashToken(secretOf(reader.id, feedSalt)) }
  await database()
    .insert(deliveries)
    .values({ userId: reader.id, ...change })
    .onConflictDoUpdate({ target: deliveries.userId, set: change })
}

/** Takes the reader's feed away. */
export async function endFeed(reader: Reader): Promise<void> {
  await database().update(deliveries).set({ feedSalt: null, feedHash: null }).where(eq(deliveries.userId, reader.id))
}

/** Whose feed has this secret in its address, and in which language they read; null if nobody's. */
export async function feedOwner(secret: string): Promise<{ readonly userId: string; readonly language: string } | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(secret)) return null
  const { userId, language } = deliveries
  const [found] = await database()
    .select({ userId, language })
    .from(deliveries)
    .where(eq(deliveries.feedHash, hashToken(secret)))
  return found ?? null
}

function secretOf(userId: string, salt: string): string {
  return createHmac('sha256', authSettings().secret).update(`feed ${userId} ${salt}`).digest('base64url')
}
