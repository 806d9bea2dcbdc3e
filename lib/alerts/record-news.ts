import { and, eq, inArray, ne } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { EditionContent } from '#lib/publishing/edition-content.ts'
import { editions, sheets, withdrawals } from '#lib/publishing/schema.ts'
import { isComparable, type NewsFigure, newsOf } from './news.ts'
import { news, newsFigures } from './schema.ts'

/** News as they are told. */
export type News = typeof news.$inferSelect

/** Writes down what there is to tell of the transaction `sequence`: of its editions, and of sheets that it withdrew. What was told of a sheet that was
 *  removed is forgotten with it. `database` is a transaction, whose caller sees to it that each comes once. */
export async function recordNews(database: NodePgDatabase, sequence: number): Promise<readonly News[]> {
  return [...(await recordEditions(database, sequence)), ...(await recordWithdrawals(database, sequence))]
}

async function recordEditions(database: NodePgDatabase, sequence: number): Promise<readonly News[]> {
  const made = await database.select().from(editions).where(eq(editions.sequence, sequence))
  const recorded: News[] = []
  for (const { documentId, number, publishedAt, language, slug, heading, note, content } of made) {
    const after = parse(content)
    if (!after) continue
    const told = newsOf(after, await editionBefore(database, documentId, number))
    const [row] = await database
      .insert(news)
      .values({
        kind: number === 1 ? 'first' : 'edition',
        documentId,
        number,
        sequence,
        at: publishedAt,
        language,
        slug,
        heading,
        note,
        ...told,
      })
      .returning()
    if (!row) continue
    const figures = told.figures.flatMap((figure, position) => toRow(row.id, figure, position))
    if (figures.length > 0) await database.insert(newsFigures).values(figures)
    recorded.push(row)
  }
  return recorded
}

async function recordWithdrawals(database: NodePgDatabase, sequence: number): Promise<readonly News[]> {
  const gone = await database
    .select({ sheet: sheets, at: withdrawals.at, state: withdrawals.state, reason: withdrawals.reason })
    .from(withdrawals)
    .innerJoin(sheets, eq(sheets.documentId, withdrawals.documentId))
    .where(and(eq(withdrawals.sequence, sequence), ne(withdrawals.state, 'published')))
  const removed = gone.flatMap(({ sheet, state }) => (state === 'removed' ? sheet.documentId : []))
  if (removed.length > 0) await database.delete(news).where(inArray(news.documentId, removed))
  if (gone.length === 0) return []
  return database
    .insert(news)
    .values(
      gone.map(({ sheet: { documentId, number, language, slug, heading }, at, reason }) => ({
        kind: 'withdrawn' as const,
        documentId,
        number,
        sequence,
        at,
        language,
        slug,
        heading,
        note: reason,
        weight: 2 as const,
        figures: [],
        parts: [],
      })),
    )
    .onConflictDoNothing()
    .returning()
}

async function editionBefore(database: NodePgDatabase, documentId: string, number: number): Promise<EditionContent | null> {
  const [before] = await database
    .select({ content: editions.content })
    .from(editions)
    .where(and(eq(editions.documentId, documentId), eq(editions.number, number - 1)))
  return parse(before?.content ?? null)
}

function parse(content: string | null): EditionContent | null {
  return content === null ? null : (JSON.parse(content) as EditionContent)
}

function toRow(newsId: string, { subject, before, after }: NewsFigure, position: number): readonly (typeof newsFigures.$inferInsert)[] {
  if (subject === null) return []
  const [old, new_] = [before?.observation, after?.observation]
  const isOfOneRow = old !== undefined && new_ !== undefined && isComparable(old, new_)
  return [
    {
      newsId,
      position,
      subject,
      change: `${old?.id ?? ''}>${new_?.id ?? ''}`,
      measure: new_?.measure ?? null,
      seriesId: new_?.series?.id ?? null,
      breakdown: new_?.breakdown ?? null,
      unitId: new_?.unit?.id ?? null,
      lower: new_?.value ?? null,
      upper: new_?.upperValue ?? new_?.value ?? null,
      lowerBefore: isOfOneRow ? old.value : null,
      upperBefore: isOfOneRow ? (old.upperValue ?? old.value) : null,
    },
  ]
}
