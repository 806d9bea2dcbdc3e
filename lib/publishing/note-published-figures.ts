import { and, eq, inArray } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { EditionContent } from './edition-content.ts'
import { publishedFigures } from './schema.ts'
import { shownFigures } from './shown-figures.ts'

type Published = Pick<EditionContent, 'document' | 'number' | 'sheet' | 'observations'>

/** Notes what an edition shows: figures that the edition before showed too go on, others begin. Takes as long for the thousandth edition as for the first. */
export async function notePublishedFigures(database: NodePgDatabase, edition: Published): Promise<void> {
  const { document: documentId, number } = edition
  const shown = new Map(
    shownFigures(edition)
      .toReversed()
      .map(({ observation, text }) => [observation.id, text]),
  )
  if (shown.size === 0) return
  const kept = await database
    .update(publishedFigures)
    .set({ lastNumber: number })
    .where(
      and(
        eq(publishedFigures.documentId, documentId),
        eq(publishedFigures.lastNumber, number - 1),
        inArray(publishedFigures.observationId, [...shown.keys()]),
      ),
    )
    .returning({ observationId: publishedFigures.observationId })
  for (const { observationId } of kept) shown.delete(observationId)
  const begun = edition.observations.flatMap(({ id, indicator, place }) => {
    const text = shown.get(id)
    if (text === undefined) return []
    const subject = { indicatorId: indicator?.id ?? null, placeId: place?.id ?? null }
    return [{ documentId, observationId: id, firstNumber: number, lastNumber: number, ...subject, text }]
  })
  if (begun.length > 0) await database.insert(publishedFigures).values(begun)
}

/** Forgets what a sheet showed, whose text was removed. */
export async function forgetPublishedFigures(database: NodePgDatabase, documentId: string): Promise<void> {
  await database.delete(publishedFigures).where(eq(publishedFigures.documentId, documentId))
}
