import { database } from '#lib/db/connection.ts'
import type { Environment } from '#lib/env.ts'
import { and, count, desc, eq, lt, notExists, sql } from 'drizzle-orm'
import { accounts, issuers } from '../schema.ts'
import { type IssuerId, issuerIdOf } from './issuer-id.ts'
import { mayVouch } from './issuer-rules.ts'

/** An issuer that no account is of is forgotten so long after it was named. */
const FORGET_MS = 24 * 3_600_000
const LIST_MAX = 500

/** An issuer that somebody named, as it is kept. */
export type KnownIssuer = typeof issuers.$inferSelect

/** An issuer, as administrators see it. */
export interface ListedIssuer {
  readonly id: string
  readonly issuer: string
  /** How it knows the site: by a client that an administrator made, one that the site registered; null: not yet, or by an address. */
  readonly client: 'administrator' | 'registered' | null
  readonly clientExpiresAt: Date | null
  /** When somebody last typed it. */
  readonly namedAt: Date
  readonly lastUsedAt: Date | null
  /** The rule that was broken last, with nothing that the issuer sent. */
  readonly lastError: string | null
  readonly lastErrorAt: Date | null
  /** How many accounts are its. */
  readonly accounts: number
  readonly isAllowed: boolean
}

/** The issuer with this id; null if nobody named it lately. */
export async function findKnownIssuer(id: IssuerId): Promise<KnownIssuer | null> {
  const [row] = await database().select().from(issuers).where(eq(issuers.id, id))
  return row ?? null
}

/** The issuer with this id, if people may sign in with it now; else null. */
export async function findUsableIssuer(settings: Environment, id: IssuerId): Promise<KnownIssuer | null> {
  const known = await findKnownIssuer(id)
  return known && (await mayVouch(settings, known.issuer)) ? known : null
}

/** Makes `issuer` known, and forgets those that nobody came from within a day of naming them: anybody can name any number. */
export async function keepIssuer(issuer: string, now: Date = new Date()): Promise<IssuerId> {
  const id = issuerIdOf(issuer)
  await database()
    .insert(issuers)
    .values({ id, issuer, namedAt: now })
    .onConflictDoUpdate({ target: issuers.id, set: { namedAt: now } })
  await forgetUnused(new Date(now.getTime() - FORGET_MS))
  return id
}

/** Notes that somebody signed in with the issuer. */
export async function noteIssuerUse(id: IssuerId, now: Date = new Date()): Promise<void> {
  await database().update(issuers).set({ lastUsedAt: now, clientProvedAt: now }).where(eq(issuers.id, id))
}

/** Notes why somebody could not; `reason` holds nothing that the issuer sent. */
export async function noteIssuerError(id: IssuerId, reason: string, now: Date = new Date()): Promise<void> {
  await database()
    .update(issuers)
    .set({ lastError: reason.slice(0, 200), lastErrorAt: now })
    .where(eq(issuers.id, id))
}

/** The issuers that people named, those last used first. */
export async function listIssuers(settings: Environment): Promise<readonly ListedIssuer[]> {
  const rows = await database()
    .select({ row: issuers, accounts: count(accounts.userId) })
    .from(issuers)
    .leftJoin(accounts, eq(accounts.provider, issuers.id))
    .groupBy(issuers.id)
    .orderBy(sql`${issuers.lastUsedAt} desc nulls last`, desc(issuers.namedAt))
    .limit(LIST_MAX)
  const listed: ListedIssuer[] = []
  for (const { row, accounts: people } of rows) {
    const { clientKind: client, clientSealed: _, clientProvedAt: __, ...shown } = row
    listed.push({ ...shown, client, accounts: people, isAllowed: await mayVouch(settings, row.issuer) })
  }
  return listed
}

async function forgetUnused(before: Date): Promise<void> {
  await database()
    .delete(issuers)
    .where(
      and(
        lt(issuers.namedAt, before),
        sql`${issuers.clientKind} is distinct from 'administrator'`,
        notExists(database().select().from(accounts).where(eq(accounts.provider, issuers.id))),
      ),
    )
}
