import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { and, asc, eq } from 'drizzle-orm'
import { follows } from './schema.ts'

/** A fact sheet that a reader follows. */
export type Follow = Pick<typeof follows.$inferSelect, 'documentId' | 'followedAt' | 'lastReadRevision' | 'lastReadAt'>

/** How many sheets one reader may follow. */
export const FOLLOWS_MAX = 1000

/** The sheets that the reader follows, in the order in which they began to. */
export async function listFollows(reader: Reader): Promise<readonly Follow[]> {
  const { documentId, followedAt, lastReadRevision, lastReadAt } = follows
  return database()
    .select({ documentId, followedAt, lastReadRevision, lastReadAt })
    .from(follows)
    .where(eq(follows.userId, reader.id))
    .orderBy(asc(followedAt), asc(documentId))
    .limit(FOLLOWS_MAX)
}

/** Begins to follow a published sheet whose state now is `revision`; what changes from here on is news. Following twice changes nothing.
 *  Returns false if the reader follows as many as one may. */
export async function follow(reader: Reader, documentId: string, revision: string): Promise<boolean> {
  if ((await database().$count(follows, eq(follows.userId, reader.id))) >= FOLLOWS_MAX) return false
  await database().insert(follows).values({ userId: reader.id, documentId, lastReadRevision: revision }).onConflictDoNothing()
  return true
}

/** No longer follows a sheet. */
export async function unfollow(reader: Reader, documentId: string): Promise<void> {
  await database()
    .delete(follows)
    .where(and(eq(follows.userId, reader.id), eq(follows.documentId, documentId)))
}

/** Notes that the reader has read a sheet in its state `revision`. Does nothing if they do not follow it. */
export async function markRead(reader: Reader, documentId: string, revision: string): Promise<void> {
  await database()
    .update(follows)
    .set({ lastReadRevision: revision, lastReadAt: new Date() })
    .where(and(eq(follows.userId, reader.id), eq(follows.documentId, documentId)))
}
