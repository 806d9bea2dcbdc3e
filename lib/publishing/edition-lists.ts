import { and, asc, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { database } from '#lib/db/connection.ts'
import type { EditionEntry } from './editions.ts'
import { editionObservations, editions, sheets } from './schema.ts'

const columns = {
  documentId: editions.documentId,
  number: editions.number,
  publishedAt: editions.publishedAt,
  language: editions.language,
  slug: sheets.slug,
  heading: editions.heading,
  isMajor: editions.isMajor,
  note: editions.note,
  figureChanges: editions.figureChanges,
  hash: editions.hash,
  removedAt: editions.removedAt,
}

/** A sheet's newest edition, and when the first was published. */
export interface SheetDates {
  readonly number: number
  readonly first: Date
  readonly updated: Date
}

/** For each of `documentIds` of which editions were made: the newest, and when that and the first were published. */
export async function sheetDates(documentIds: readonly string[]): Promise<ReadonlyMap<string, SheetDates>> {
  if (documentIds.length === 0) return new Map()
  const rows = await database()
    .select({ documentId: editions.documentId, newest: sheets.number, number: editions.number, publishedAt: editions.publishedAt })
    .from(sheets)
    .innerJoin(editions, and(eq(editions.documentId, sheets.documentId), sql`${editions.number} in (1, ${sheets.number})`))
    .where(inArray(sheets.documentId, [...documentIds]))
    .orderBy(asc(editions.documentId), asc(editions.number))
  const dates = new Map<string, SheetDates>()
  for (const { documentId, newest, publishedAt } of rows)
    dates.set(documentId, { number: newest, first: dates.get(documentId)?.first ?? publishedAt, updated: publishedAt })
  return dates
}

/** How near the language of a sheet is to `language`: it itself, English, any other. */
function distanceTo(column: typeof sheets.language, language: string) {
  return sql`case when ${column} = ${language} then 0 when ${column} = 'en' then 1 else 2 end`
}

/** The newest editions of all sheets, at most `limit`; of each address, those in the language that is shown to readers of `language`. Removed ones are left
 *  out. Under the address that the sheet now has. */
export async function newestEditions(language: string, limit: number): Promise<readonly EditionEntry[]> {
  const other = sql`exists (
    select 1 from publishing.sheet nearer where nearer.slug = ${sheets.slug} and nearer.state = 'published' and nearer.document_id <> ${sheets.documentId}
    and (case when nearer.language = ${language} then 0 when nearer.language = 'en' then 1 else 2 end) < ${distanceTo(sheets.language, language)})`
  return database()
    .select(columns)
    .from(editions)
    .innerJoin(sheets, eq(sheets.documentId, editions.documentId))
    .where(and(isNull(editions.removedAt), sql`not ${other}`))
    .orderBy(desc(editions.sequence), asc(editions.documentId), desc(editions.number))
    .limit(limit)
}

/** The newest editions of the sheets `documentIds`, at most `limit`, without removed ones. Under the addresses that the sheets now have. */
export async function newestEditionsOf(documentIds: readonly string[], limit: number): Promise<readonly EditionEntry[]> {
  if (documentIds.length === 0) return []
  return database()
    .select(columns)
    .from(editions)
    .innerJoin(sheets, eq(sheets.documentId, editions.documentId))
    .where(and(inArray(editions.documentId, [...documentIds]), isNull(editions.removedAt)))
    .orderBy(desc(editions.publishedAt), asc(editions.documentId), desc(editions.number))
    .limit(limit)
}

/** Editions of all sheets in the order of their documents and numbers, at most `limit` behind the one given: removed ones too, which have no text. */
export async function editionsBehind(
  after: { readonly documentId: string; readonly number: number },
  limit: number,
): Promise<readonly { documentId: string; number: number; content: string | null; hash: string; keyId: string; signature: string }[]> {
  const { documentId, number, content, hash, keyId, signature } = editions
  return database()
    .select({ documentId, number, content, hash, keyId, signature })
    .from(editions)
    .where(sql`(${documentId}, ${number}) > (${after.documentId}, ${after.number})`)
    .orderBy(asc(documentId), asc(number))
    .limit(limit)
}

/** Editions of one sheet from the first on, at most `limit` behind number `after`. Under the address that the sheet now has. */
export async function editionsFrom(documentId: string, after: number, limit: number): Promise<readonly EditionEntry[]> {
  return database()
    .select(columns)
    .from(editions)
    .innerJoin(sheets, eq(sheets.documentId, editions.documentId))
    .where(and(eq(editions.documentId, documentId), gt(editions.number, after)))
    .orderBy(asc(editions.number))
    .limit(limit)
}

/** The ids of observations that the newest editions of the sheets `documentIds` use, each once, at most `limit`. */
export async function observationsUsedBy(documentIds: readonly string[], limit: number): Promise<readonly string[]> {
  if (documentIds.length === 0) return []
  const rows = await database()
    .selectDistinct({ id: editionObservations.observationId })
    .from(editionObservations)
    .innerJoin(sheets, and(eq(sheets.documentId, editionObservations.documentId), eq(sheets.number, editionObservations.number)))
    .where(inArray(sheets.documentId, [...documentIds]))
    .orderBy(asc(editionObservations.observationId))
    .limit(limit)
  return rows.map(({ id }) => id)
}
