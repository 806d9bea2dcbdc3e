import { database } from '#lib/db/connection.ts'
import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { type BrowserName, browserName } from './browser-name.ts'
import type { Reader } from './reader.ts'
import { sessions } from './schema.ts'

/** One browser in which the reader is signed in. */
export interface OwnSession {
  readonly id: string
  readonly isCurrent: boolean
  readonly browser: BrowserName
  readonly createdAt: Date
  readonly lastUsedAt: Date
}

/** The reader's sessions that have not ended, the one that asks first, then the latest used. */
export async function listOwnSessions(reader: Reader): Promise<readonly OwnSession[]> {
  const rows = await database()
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, reader.id), gt(sessions.expires, new Date())))
    .orderBy(desc(sessions.lastUsedAt))
    .limit(100)
  const own = rows.map(({ id, userAgent, createdAt, lastUsedAt }) => ({
    id,
    isCurrent: id === reader.sessionId,
    browser: browserName(userAgent),
    createdAt,
    lastUsedAt,
  }))
  return own.toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent))
}

/** Ends one of the reader's own sessions; the id of anybody else's ends nothing. Returns whether there was one. */
export async function endOwnSession(reader: Reader, sessionId: string): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/.test(sessionId)) return false
  const ended = await database()
    .delete(sessions)
    .where(and(eq(sessions.userId, reader.id), eq(sessions.id, sessionId)))
    .returning({ id: sessions.id })
  return ended.length > 0
}

/** Ends all of the reader's sessions but the one that asks. Returns how many those were. */
export async function endOtherSessions(reader: Reader): Promise<number> {
  const ended = await database()
    .delete(sessions)
    .where(and(eq(sessions.userId, reader.id), ne(sessions.id, reader.sessionId)))
    .returning({ id: sessions.id })
  return ended.length
}
