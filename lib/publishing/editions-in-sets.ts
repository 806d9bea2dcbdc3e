import { and, desc, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { database } from '#lib/db/connection.ts'
import type { EditionContent } from './edition-content.ts'
import type { PublishedSheet } from './editions.ts'
import { editions, publishedFigures, revisions, sheets } from './schema.ts'

/** A sheet's revision, or its edition, among others. */
interface OfSheet {
  readonly documentId: string
}

/** The sheets among `documentIds` that were ever published, as they now stand. */
export async function listSheets(documentIds: readonly string[]): Promise<ReadonlyMap<string, PublishedSheet>> {
  if (documentIds.length === 0) return new Map()
  const rows = await database().select().from(sheets).where(isAnyOf(sheets.documentId, documentIds))
  return new Map(rows.map((row) => [row.documentId, row]))
}

/** The number of the edition that each of `states` belongs to, by the id of its sheet; those of which none was made are absent. */
export async function editionsOfRevisions(
  states: readonly (OfSheet & { readonly revision: string })[],
): Promise<ReadonlyMap<string, number>> {
  if (states.length === 0) return new Map()
  const wanted = new Map(states.map(({ documentId, revision }) => [documentId, revision]))
  const rows = await database()
    .select()
    .from(revisions)
    .where(and(isAnyOf(revisions.documentId, [...wanted.keys()]), isAnyOf(revisions.revision, [...wanted.values()])))
  return new Map(
    rows.flatMap(({ documentId, revision, number }) => (wanted.get(documentId) === revision ? [[documentId, number] as const] : [])),
  )
}

/** One parameter for all: a thousand take longer to write than to look for. */
function isAnyOf(column: PgColumn, values: readonly string[]): SQL {
  return sql`${column} = any(${sql.param([...values])}::text[])`
}

/** A revision of the published sheet that the edition `number` was made of; null if there is none. */
export async function revisionOfEdition(documentId: string, number: number): Promise<string | null> {
  const [found] = await database()
    .select({ revision: revisions.revision })
    .from(revisions)
    .where(and(eq(revisions.documentId, documentId), eq(revisions.number, number)))
    .limit(1)
  return found?.revision ?? null
}

/** An edition with its text. */
export type WholeEdition = OfSheet & {
  readonly number: number
  readonly publishedAt: Date
  readonly hash: string
  readonly note: string | null
  readonly content: EditionContent
}

/** An edition, by its number. */
type EditionOfSheet = OfSheet & { readonly number: number }

/** The hashes of these editions, as far as their text is kept. */
export async function hashesOfEditions(
  wanted: readonly EditionOfSheet[],
): Promise<readonly (EditionOfSheet & { readonly hash: string })[]> {
  if (wanted.length === 0) return []
  const { documentId, number, hash, content } = editions
  return database()
    .select({ documentId, number, hash })
    .from(editions)
    .where(and(isOneOf(wanted), isNotNull(content)))
}

/** These editions, as far as their text is kept. */
export async function readEditions(wanted: readonly EditionOfSheet[]): Promise<readonly WholeEdition[]> {
  if (wanted.length === 0) return []
  const { documentId, number, publishedAt, hash, note, content } = editions
  const rows = await database().select({ documentId, number, publishedAt, hash, note, content }).from(editions).where(isOneOf(wanted))
  return rows.flatMap(({ content: text, ...row }) => (text === null ? [] : [{ ...row, content: JSON.parse(text) as EditionContent }]))
}

function isOneOf(wanted: readonly EditionOfSheet[]): SQL | undefined {
  return or(...wanted.map((one) => and(eq(editions.documentId, one.documentId), eq(editions.number, one.number))))
}

/** An indicator in a place, by their ids. */
export interface FigureSubject {
  readonly indicator: string
  readonly place: string
}

/** What the sheets `documentIds` now tell figures of, what most of them tell first. */
export async function figuresOfSheets(documentIds: readonly string[], limit: number): Promise<readonly FigureSubject[]> {
  if (documentIds.length === 0) return []
  const { indicatorId, placeId } = publishedFigures
  const rows = await database()
    .select({ indicator: indicatorId, place: placeId })
    .from(publishedFigures)
    .innerJoin(sheets, and(eq(sheets.documentId, publishedFigures.documentId), eq(sheets.number, publishedFigures.lastNumber)))
    .where(inArray(sheets.documentId, [...documentIds]))
    .groupBy(indicatorId, placeId)
    .orderBy(desc(sql`count(*)`), indicatorId)
    .limit(limit)
  return rows.flatMap(({ indicator, place }) => (indicator === null || place === null ? [] : [{ indicator, place }]))
}
