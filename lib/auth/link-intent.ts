import { database } from '#lib/db/connection.ts'
import { and, eq, gt, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Reader } from './reader.ts'
import { linkIntents } from './schema.ts'

const LIFE_MS = 10 * 60_000

/** Gives a session, whose person has just proved anew that it is them, leave to add one way in within 10 minutes. */
export async function allowLinking(sessionId: string, now: Date = new Date()): Promise<void> {
  await database().delete(linkIntents).where(lt(linkIntents.expiresAt, now))
  await database()
    .insert(linkIntents)
    .values({ sessionId, expiresAt: new Date(now.getTime() + LIFE_MS) })
}

/** Whether the session may add a way in. */
export async function mayLink(sessionId: string, now: Date = new Date()): Promise<boolean> {
  return (await database().$count(linkIntents, unused(sessionId, now))) > 0
}

/** Takes the leave of a session away for good. Returns whether it was there. */
export async function spendLeave(sessionId: string, now: Date = new Date()): Promise<boolean> {
  const spent = await database().delete(linkIntents).where(unused(sessionId, now)).returning({ sessionId: linkIntents.sessionId })
  return spent.length > 0
}

/** Notes that the session also proved to be `otherUserId`, whose account may now be joined with its own. */
export async function offerMerge(sessionId: string, otherUserId: string, now: Date = new Date()): Promise<void> {
  await database()
    .insert(linkIntents)
    .values({ sessionId, otherUserId, expiresAt: new Date(now.getTime() + LIFE_MS) })
}

/** The other person here whom the reader's session proved to be too; null if none, or too long ago. */
export async function offeredMerge(reader: Reader, now: Date = new Date()): Promise<string | null> {
  const [row] = await database()
    .select({ otherUserId: linkIntents.otherUserId })
    .from(linkIntents)
    .where(and(eq(linkIntents.sessionId, reader.sessionId), isNotNull(linkIntents.otherUserId), gt(linkIntents.expiresAt, now)))
  return row?.otherUserId ?? null
}

/** Lets the offer go. */
export async function declineMerge(reader: Reader): Promise<void> {
  await database().delete(linkIntents).where(eq(linkIntents.sessionId, reader.sessionId))
}

function unused(sessionId: string, now: Date) {
  return and(eq(linkIntents.sessionId, sessionId), isNull(linkIntents.otherUserId), gt(linkIntents.expiresAt, now))
}
