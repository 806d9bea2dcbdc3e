import { desc, eq } from 'drizzle-orm'
import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { mails } from './schema.ts'

/** A mail as its reader may see it again, without the secrets of its links. */
export type OwnMail = Omit<typeof mails.$inferSelect, 'userId' | 'html'>

/** What we sent to the reader, and what is on its way, the newest first, at most `limit`. */
export async function listMails(reader: Reader, limit: number): Promise<readonly OwnMail[]> {
  const { id, kind, address, language, createdAt, state, dueAt, attempts, endedAt, failure, subject, text } = mails
  return database()
    .select({ id, kind, address, language, createdAt, state, dueAt, attempts, endedAt, failure, subject, text })
    .from(mails)
    .where(eq(mails.userId, reader.id))
    .orderBy(desc(mails.createdAt), mails.id)
    .limit(limit)
}
