import { desc, eq, getTableColumns } from 'drizzle-orm'
import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { items, mails, news } from './schema.ts'
import type { ToldNews } from './told-news.ts'

/** News that somebody was told on their page, and what becomes of it by mail. */
export interface SentNews extends ToldNews {
  /** The mail that it is in. */
  readonly mail: Pick<typeof mails.$inferSelect, 'state' | 'endedAt'> | null
  /** When it is to be in a mail; null if in none. */
  readonly dueAt: Date | null
}

/** What the reader was told of last, the newest first, at most `limit`. */
export async function latestNews(reader: Reader, limit: number): Promise<readonly SentNews[]> {
  return newsToldTo(reader.id, limit)
}

/** The same of the person whose feed is asked for by its secret address. */
export async function newsOfFeed({ userId }: { readonly userId: string }, limit: number): Promise<readonly ToldNews[]> {
  return newsToldTo(userId, limit)
}

async function newsToldTo(userId: string, limit: number): Promise<readonly SentNews[]> {
  const { subjects, dueAt } = items
  return database()
    .select({ ...getTableColumns(news), subjects, dueAt, mail: { state: mails.state, endedAt: mails.endedAt } })
    .from(items)
    .innerJoin(news, eq(news.id, items.newsId))
    .leftJoin(mails, eq(mails.id, items.mailId))
    .where(eq(items.userId, userId))
    .orderBy(desc(news.at), desc(news.weight), news.id)
    .limit(limit)
}
