import type { Observation } from '#lib/figures/observation.ts'
import { editionTag } from '#lib/publishing/editions.ts'
import { figureTag, listPublishedFigures, type PublishedFigure, readPublishedObservations } from '#lib/publishing/published-figures.ts'
import { noteTags } from '#lib/render-record.ts'
import type { Figure } from './read-figure.ts'

/** As many are shown; older ones are in the editions of the sheets. */
const SHOWN_MAX = 500

/** What was ever published here of a figure. */
export interface PublishedHere {
  /** The newest first. */
  readonly published: readonly PublishedFigure[]
  readonly hasMore: boolean
  /** All values of the figure, and those published that are no longer among them. */
  readonly observations: readonly Observation[]
}

/** What fact sheets ever showed of `figure`. The page then depends on it. */
export async function readPublished({
  indicator,
  place,
  observations,
}: Pick<Figure, 'indicator' | 'place' | 'observations'>): Promise<PublishedHere> {
  const found = await listPublishedFigures(indicator.id, place.id, SHOWN_MAX + 1)
  const published = found.slice(0, SHOWN_MAX)
  noteTags([figureTag(indicator.id, place.id), ...new Set(published.map(({ sheet }) => editionTag(sheet.documentId)))])
  const known = new Set(observations.map(({ id }) => id))
  const gone = await readPublishedObservations(published.filter(({ observationId }) => !known.has(observationId)))
  return { published, hasMore: found.length > SHOWN_MAX, observations: [...observations, ...gone.values()] }
}
