import { and, asc, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import type { FollowRule } from './follow-rule.ts'
import type { FollowTarget } from './follow-target.ts'
import { follows } from './schema.ts'

/** Something that a reader follows. */
export type Follow = Omit<typeof follows.$inferSelect, 'userId'>

/** How many things one reader may follow. */
export const FOLLOWS_MAX = 1000

/** How long following can be taken up again as it was. */
const UNDO = sql`now() - interval '1 day'`

const ofReader = (reader: Reader) => eq(follows.userId, reader.id)

/** What the reader follows, in the order in which they began to. */
export async function listFollows(reader: Reader): Promise<readonly Follow[]> {
  return database()
    .select()
    .from(follows)
    .where(and(ofReader(reader), isNull(follows.stoppedAt)))
    .orderBy(asc(follows.followedAt), asc(follows.key))
    .limit(FOLLOWS_MAX)
}

/** The ids of the sheets that the reader follows, at most `limit`, in the order in which they began to. */
export async function listFollowedSheets(reader: Reader, limit = FOLLOWS_MAX): Promise<readonly string[]> {
  const { key } = follows
  const rows = await database()
    .select({ key })
    .from(follows)
    .where(and(ofReader(reader), eq(follows.kind, 'sheet'), isNull(follows.stoppedAt)))
    .orderBy(asc(follows.followedAt), asc(key))
    .limit(limit)
  return rows.map((row) => row.key)
}

/** What the reader stopped following within a day, the last first. */
export async function listStopped(reader: Reader): Promise<readonly Follow[]> {
  return database()
    .select()
    .from(follows)
    .where(and(ofReader(reader), sql`${follows.stoppedAt} > ${UNDO}`))
    .orderBy(desc(follows.stoppedAt))
    .limit(20)
}

/** Something that is there to be followed. */
export interface Followed extends FollowTarget {
  /** The language of the page where it began. */
  readonly language: string
}

/** Begins to follow, or takes it up again as it was. Following twice changes nothing. The id of the follow; null if the reader follows as many things
 *  as one may. */
export async function follow(reader: Reader, { kind, key, language }: Followed): Promise<string | null> {
  await forgetStopped(reader)
  if ((await database().$count(follows, and(ofReader(reader), isNull(follows.stoppedAt)))) >= FOLLOWS_MAX) return null
  const [kept] = await database()
    .insert(follows)
    .values({ userId: reader.id, kind, key, language })
    .onConflictDoUpdate({ target: [follows.userId, follows.kind, follows.key], set: { stoppedAt: null } })
    .returning({ id: follows.id })
  return kept?.id ?? null
}

/** No longer follows something, of which a form gave the id; for a day it can be taken up again. */
export async function stopFollowing(reader: Reader, id: string): Promise<void> {
  await forgetStopped(reader)
  await database()
    .update(follows)
    .set({ stoppedAt: new Date() })
    .where(and(ofReader(reader), eq(follows.id, id)))
}

/** No longer follows `target`. */
export async function unfollow(reader: Reader, { kind, key }: FollowTarget): Promise<void> {
  await database()
    .update(follows)
    .set({ stoppedAt: new Date() })
    .where(and(ofReader(reader), eq(follows.kind, kind), eq(follows.key, key)))
}

/** Takes up again what the reader stopped following. */
export async function followAgain(reader: Reader, id: string): Promise<void> {
  await database()
    .update(follows)
    .set({ stoppedAt: null })
    .where(and(ofReader(reader), eq(follows.id, id)))
}

/** Changes how the reader is told of what they follow under `id`; a threshold is kept of figures alone. False if they follow nothing of that id. */
export async function changeRule(reader: Reader, id: string, { weightMin, pace, threshold }: FollowRule): Promise<boolean> {
  const changed = await database()
    .update(follows)
    .set({
      weightMin,
      pace,
      thresholdKind: threshold?.kind ?? null,
      thresholdValue: threshold?.value ?? null,
      thresholdSeries: threshold?.series ?? null,
      thresholdBreakdown: threshold?.breakdown ?? null,
      thresholdUnit: threshold?.unit ?? null,
    })
    .where(and(ofReader(reader), eq(follows.id, id), isNull(follows.stoppedAt), threshold ? eq(follows.kind, 'figure') : undefined))
    .returning({ id: follows.id })
  return changed.length === 1
}

/** What the reader follows under `id`; null if nothing. */
export async function findFollow(reader: Reader, id: string): Promise<Follow | null> {
  const [found] = await database()
    .select()
    .from(follows)
    .where(and(ofReader(reader), eq(follows.id, id), isNull(follows.stoppedAt)))
  return found ?? null
}

async function forgetStopped(reader: Reader): Promise<void> {
  await database()
    .delete(follows)
    .where(and(ofReader(reader), isNotNull(follows.stoppedAt), lt(follows.stoppedAt, UNDO)))
}
