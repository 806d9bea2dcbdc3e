import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { and, asc, eq } from 'drizzle-orm'
import { follows } from './schema.ts'

/** A fact sheet that a reader follows. */
export type Follow = Pick<typeof follows.$inferSelect, 'documentId' | 'followedAt'>

/** How many sheets one reader may follow. */
export const FOLLOWS_MAX = 1000

/** The sheets that the reader follows, in the order in which they began to. */
export async function listFollows(reader: Reader): Promise<readonly Follow[]> {
  const { documentId, followedAt } = follows
  return database()
    .select({ documentId, followedAt })
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
