import { and, desc, eq, sql } from 'drizzle-orm'
import { database } from '#lib/db/connection.ts'
import type { EditionContent } from './edition-content.ts'
import { editions } from './schema.ts'

/** So many editions that name a key are looked at: it may name something else in them, or be a part of a longer one. */
const LOOKED_AT_MAX = 20

/**
 * The newest edition of a sheet that passes `has` among those whose text names `key`, the key of something in it; null if none does, or it was removed.
 * Only the database reads the others.
 */
export async function newestEditionWith(
  documentId: string,
  key: string,
  has: (content: EditionContent) => boolean,
): Promise<{ readonly number: number; readonly publishedAt: Date; readonly content: EditionContent } | null> {
  const found = await database()
    .select({ number: editions.number, publishedAt: editions.publishedAt, content: editions.content })
    .from(editions)
    .where(and(eq(editions.documentId, documentId), sql`position(${JSON.stringify(key)} in ${editions.content}) > 0`))
    .orderBy(desc(editions.number))
    .limit(LOOKED_AT_MAX)
  for (const { content: text, ...edition } of found) {
    if (text === null) continue
    const content = JSON.parse(text) as EditionContent
    if (has(content)) return { ...edition, content }
  }
  return null
}
