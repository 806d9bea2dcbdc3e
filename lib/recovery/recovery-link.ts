import { randomUUID } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import { readLinkToken } from '#lib/alerts/link-token.ts'
import { mailWay } from '#lib/alerts/mail-way.ts'
import { mails } from '#lib/alerts/schema.ts'
import { noteEvent } from '#lib/auth/audit.ts'
import { allowLinking } from '#lib/auth/link-intent.ts'
import { openRecoveredSession } from '#lib/auth/open-session.ts'
import { recoveries, sessions, users } from '#lib/auth/schema.ts'
import { rolesOfUser } from '#lib/auth/session.ts'
import { database } from '#lib/db/connection.ts'
import type { Language } from '#lib/i18n/languages.ts'

const LIFE_MS = 30 * 60_000
const DAY_MS = 24 * 3_600_000
/** As many links go to one account a day: nobody's mailbox is to be filled by others. */
const LINKS_A_DAY = 3

/** An account that its link brings somebody back to. */
export interface Recoverable {
  readonly linkId: string
  readonly userId: string
  readonly name: string | null
  readonly createdAt: Date
}

/**
 * Sends a link to each account that `address` may bring back, always to the address as its owner confirmed it. Whether there is one is not
 * told: only whoever reads that mailbox is to know.
 */
export async function sendRecoveryLinks(address: string, language: Language): Promise<void> {
  if (mailWay() !== 'server') return
  const found = await database()
    .select()
    .from(recoveries)
    .where(eq(sql`lower(${recoveries.address})`, address.toLowerCase()))
  for (const { userId, address: confirmed } of found) if (await mayComeBack(userId)) await send(userId, confirmed, language)
}

/** The account that the link with this token brings back; null if the link was used, replaced or is too old. */
export async function findRecoverable(token: string): Promise<Recoverable | null> {
  const id = readLinkToken('recover', token)
  if (id === null) return null
  const [found] = await database()
    .select({ userId: users.id, name: users.name, createdAt: users.createdAt })
    .from(recoveries)
    .innerJoin(users, eq(users.id, recoveries.userId))
    .where(unused(id))
  return found && (await mayComeBack(found.userId)) ? { linkId: id, ...found } : null
}

/**
 * Opens a session for whoever came by the link, with leave to add a way in, and ends all others: they may be somebody else's.
 * Returns the header value that sets its cookie; null if the link was used, replaced or is too old.
 * @throws {SignInRefused} `suspended` for whoever an administrator keeps out
 */
export async function recover(token: string, userAgent: string | null): Promise<string | null> {
  const found = await findRecoverable(token)
  if (!found) return null
  const spent = await database().update(recoveries).set({ linkId: null, linkExpiresAt: null }).where(unused(found.linkId)).returning()
  if (spent.length === 0) return null
  await database().delete(sessions).where(eq(sessions.userId, found.userId))
  const session = await openRecoveredSession(found.userId, userAgent)
  await allowLinking(session.id)
  return session.cookie
}

/** Whoever may do more than read is brought back by an administrator: a mailbox is no proof for that. */
async function mayComeBack(userId: string): Promise<boolean> {
  return (await rolesOfUser(userId)).length === 0
}

async function send(userId: string, address: string, language: Language): Promise<void> {
  const now = Date.now()
  const sent = and(eq(mails.userId, userId), eq(mails.kind, 'recovery'), gt(mails.createdAt, new Date(now - DAY_MS)))
  if ((await database().$count(mails, sent)) >= LINKS_A_DAY) return
  const id = randomUUID()
  await database().transaction(async (transaction) => {
    await transaction
      .update(recoveries)
      .set({ linkId: id, linkExpiresAt: new Date(now + LIFE_MS) })
      .where(eq(recoveries.userId, userId))
    await transaction.insert(mails).values({ id, userId, kind: 'recovery', address, language })
  })
  await noteEvent({ kind: 'recovery-asked', userId })
}

function unused(linkId: string) {
  return and(eq(recoveries.linkId, linkId), gt(recoveries.linkExpiresAt, new Date()))
}
