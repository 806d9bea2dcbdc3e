import { and, desc, eq, isNull, notExists, sql } from 'drizzle-orm'
import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { follows, reading, readingChoices } from './schema.ts'

/** The state of a sheet that a reader last read. */
export interface LastRead {
  readonly revision: string
  readonly readAt: Date
}

/** Of how many sheets one reader's reading is kept; beyond it the oldest go. */
export const READING_MAX = 2000

/** Which state of a sheet the reader last read; null if that is not kept. */
export async function lastRead(reader: Reader, documentId: string): Promise<LastRead | null> {
  const { revision, readAt } = reading
  const [found] = await database()
    .select({ revision, readAt })
    .from(reading)
    .where(and(eq(reading.userId, reader.id), eq(reading.documentId, documentId)))
  return found ?? null
}

/** Which state of each sheet the reader last read, by the ids of the sheets, the latest first and at most `limit`, as far as that is kept. */
export async function listReading(reader: Reader, limit = READING_MAX): Promise<ReadonlyMap<string, LastRead>> {
  const { documentId, revision, readAt } = reading
  const rows = await database()
    .select({ documentId, revision, readAt })
    .from(reading)
    .where(eq(reading.userId, reader.id))
    .orderBy(desc(readAt), documentId)
    .limit(limit)
  return new Map(rows.map(({ documentId: id, ...row }) => [id, row]))
}

/** Notes that the reader has read a sheet in its state `revision`. */
export async function noteRead(reader: Reader, documentId: string, revision: string): Promise<void> {
  const row = { revision, readAt: new Date() }
  await database()
    .insert(reading)
    .values({ userId: reader.id, documentId, ...row })
    .onConflictDoUpdate({ target: [reading.userId, reading.documentId], set: row })
  await database().execute(sql`delete from ${reading} where ${reading.userId} = ${reader.id} and ${reading.documentId} in
    (select document_id from ${reading} where user_id = ${reader.id} order by read_at desc offset ${READING_MAX})`)
}

/** Begins to keep what the reader read of a sheet, whose state now is `revision`. What is kept already stays. */
export async function beginReading(reader: Reader, documentId: string, revision: string): Promise<void> {
  await database().insert(reading).values({ userId: reader.id, documentId, revision }).onConflictDoNothing()
}

/** Whether what the reader reads of `documentId` is kept in the account. */
export async function keepsReading(reader: Reader, documentId: string): Promise<boolean> {
  if (await keepsAll(reader)) return true
  return (await database().$count(follows, and(eq(follows.userId, reader.id), followsSheet(documentId)))) > 0
}

/** Whether the reader wants it kept for all sheets. */
export async function keepsAll(reader: Reader): Promise<boolean> {
  const [choice] = await database().select().from(readingChoices).where(eq(readingChoices.userId, reader.id))
  return choice?.keepsAll ?? false
}

/** Keeps it for all sheets from now on or, if not, only for those that are followed: what was kept of others is deleted. */
export async function setKeepsAll(reader: Reader, isWanted: boolean): Promise<void> {
  await database()
    .insert(readingChoices)
    .values({ userId: reader.id, keepsAll: isWanted })
    .onConflictDoUpdate({ target: readingChoices.userId, set: { keepsAll: isWanted } })
  if (!isWanted) await forgetUnfollowed(reader)
}

/** Deletes what was kept of sheets that the reader does not follow, unless they want it kept for all. */
export async function forgetUnfollowed(reader: Reader): Promise<void> {
  if (await keepsAll(reader)) return
  const followed = database()
    .select({ one: sql`1` })
    .from(follows)
    .where(and(eq(follows.userId, reading.userId), followsSheet(reading.documentId)))
  await database()
    .delete(reading)
    .where(and(eq(reading.userId, reader.id), notExists(followed)))
}

/** That a follow is of the sheet `documentId`, and was not stopped. */
function followsSheet(documentId: string | typeof reading.documentId) {
  return and(eq(follows.kind, 'sheet'), eq(follows.key, documentId), isNull(follows.stoppedAt))
}
