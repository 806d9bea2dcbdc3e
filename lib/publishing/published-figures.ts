import { and, desc, eq, gt, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { observationSchema, type Observation } from '#lib/figures/observation.ts'
import { database } from '#lib/db/connection.ts'
import type { EditionContent } from './edition-content.ts'
import { editions, publishedFigures, sheets } from './schema.ts'

/** A value as it stood in a sheet, from one edition to another. */
export interface PublishedFigure {
  readonly observationId: string
  /** The words that readers saw, in the language of the sheet. */
  readonly text: string
  readonly sheet: { readonly documentId: string; readonly slug: string; readonly heading: string; readonly language: string }
  /** The editions that showed it, both included. */
  readonly firstNumber: number
  readonly lastNumber: number
  readonly from: Date
  /** When it ceased to stand there; null while it does. */
  readonly until: Date | null
  /** How it ended: it stands, another value took its place, the sheet no longer gives it, or the sheet was withdrawn. */
  readonly end: 'stands' | 'replaced' | 'dropped' | 'withdrawn'
  /** What took its place. */
  readonly successor: { readonly observationId: string; readonly text: string } | null
  /** Why that did, where the new observation says so. */
  readonly why: { readonly kind: string | null; readonly reason: string | null } | null
}

/** The tag of pages that show what was ever published of an indicator in a place. */
export function figureTag(indicatorId: string, placeId: string): string {
  return `figure:${indicatorId}:${placeId}`
}

/** Every value of an indicator in a place that a sheet of this site ever showed, the newest first, at most `limit`. */
export async function listPublishedFigures(indicatorId: string, placeId: string, limit: number): Promise<readonly PublishedFigure[]> {
  const [first, next] = [alias(editions, 'first'), alias(editions, 'next')]
  const rows = await database()
    .select({
      figure: publishedFigures,
      from: first.publishedAt,
      next: { publishedAt: next.publishedAt, figureChanges: next.figureChanges },
      sheet: sheets,
    })
    .from(publishedFigures)
    .innerJoin(sheets, eq(sheets.documentId, publishedFigures.documentId))
    .innerJoin(first, and(eq(first.documentId, publishedFigures.documentId), eq(first.number, publishedFigures.firstNumber)))
    .leftJoin(next, and(eq(next.documentId, publishedFigures.documentId), eq(next.number, sql`${publishedFigures.lastNumber} + 1`)))
    .where(and(eq(publishedFigures.indicatorId, indicatorId), eq(publishedFigures.placeId, placeId)))
    .orderBy(desc(first.publishedAt), publishedFigures.documentId, desc(publishedFigures.firstNumber), publishedFigures.observationId)
    .limit(limit)
  return rows.map(({ figure, from, next: following, sheet }) => {
    const { observationId, text, firstNumber, lastNumber } = figure
    const { documentId, slug, heading, language, state, stateAt } = sheet
    const change = following?.figureChanges.find(({ before }) => before?.observation === observationId)
    const after = change?.after ?? null
    return {
      observationId,
      text,
      firstNumber,
      lastNumber,
      from,
      sheet: { documentId, slug, heading, language },
      until: following?.publishedAt ?? (state === 'published' ? null : stateAt),
      end: following ? (after ? 'replaced' : 'dropped') : state === 'published' ? 'stands' : 'withdrawn',
      successor: after && { observationId: after.observation, text: after.text },
      why: change?.why ?? null,
    }
  })
}

/** Observations as the edition of a figure has them, for those that are no longer there. One that lacked what a whole one needs is left out. */
export async function readPublishedObservations(figures: readonly PublishedFigure[]): Promise<ReadonlyMap<string, Observation>> {
  const found = new Map<string, Observation>()
  for (const { observationId, sheet, lastNumber } of figures) {
    if (found.has(observationId)) continue
    const [row] = await database()
      .select({ content: editions.content })
      .from(editions)
      .where(and(eq(editions.documentId, sheet.documentId), eq(editions.number, lastNumber)))
    const { observations = [] } = row?.content ? (JSON.parse(row.content) as Pick<EditionContent, 'observations'>) : {}
    const parsed = observationSchema.safeParse(observations.find(({ id }) => id === observationId))
    if (parsed.success) found.set(observationId, parsed.data)
  }
  return found
}

/** What is measured where, of which something was published anew or for the last time in the transactions after `after` and up to `upTo`. */
export async function figuresPublished(
  after: number,
  upTo: number,
): Promise<readonly { readonly indicatorId: string; readonly placeId: string }[]> {
  const made = database()
    .select({ documentId: editions.documentId, number: editions.number })
    .from(editions)
    .where(and(gt(editions.sequence, after), lte(editions.sequence, upTo)))
    .as('made')
  const rows = await database()
    .selectDistinct({ indicatorId: publishedFigures.indicatorId, placeId: publishedFigures.placeId })
    .from(made)
    .innerJoin(
      publishedFigures,
      and(
        eq(publishedFigures.documentId, made.documentId),
        // Those that began with it, and those that it ended.
        sql`(${publishedFigures.firstNumber} = ${made.number} or ${publishedFigures.lastNumber} = ${made.number} - 1)`,
      ),
    )
  return rows.flatMap(({ indicatorId, placeId }) => (indicatorId !== null && placeId !== null ? [{ indicatorId, placeId }] : []))
}
