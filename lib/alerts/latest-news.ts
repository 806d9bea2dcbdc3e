import { desc, eq, getTableColumns } from 'drizzle-orm'
import type { Reader } from '#lib/auth/reader.ts'
import { database } from '#lib/db/connection.ts'
import { items, news } from './schema.ts'
import type { ToldNews } from './told-news.ts'

/** What the reader was told of last, the newest first, at most `limit`. */
export async function latestNews(reader: Reader, limit: number): Promise<readonly ToldNews[]> {
  return newsToldTo(reader.id, limit)
}

/** The same of the person whose feed is asked for by its secret address. */
export async function newsOfFeed({ userId }: { readonly userId: string }, limit: number): Promise<readonly ToldNews[]> {
  return newsToldTo(userId, limit)
}

async function newsToldTo(userId: string, limit: number): Promise<readonly ToldNews[]> {
  return database()
    .select({ ...getTableColumns(news), subjects: items.subjects })
    .from(items)
    .innerJoin(news, eq(news.id, items.newsId))
    .where(eq(items.userId, userId))
    .orderBy(desc(news.at), desc(news.weight), news.id)
    .limit(limit)
}
