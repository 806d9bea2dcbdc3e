import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { Observation } from '#lib/figures/observation.ts'
import { type Body, isBodyFigure, type Observations } from '../body.ts'
import { figureIds } from '#lib/figures/figure-ids.ts'
import { readContent, type View } from '../live.ts'
import { OBSERVATION_FIELDS, toObservations } from '../observation.ts'

export const OBSERVATIONS_BY_ID_QUERY = defineQuery(`*[_type == "observation" && _id in $ids]{${OBSERVATION_FIELDS}}`)

export const OBSERVATIONS_BESIDE_QUERY = defineQuery(
  `*[_type == "observation" && indicator._ref in $indicators && place._ref in $places]{${OBSERVATION_FIELDS}}`,
)

export const OBSERVATIONS_OF_INDICATOR_QUERY = defineQuery(
  `*[_type == "observation" && indicator._ref == $indicator] | order(period.end, period.start, _id){${OBSERVATION_FIELDS}}`,
)

export const OBSERVATIONS_QUERY = defineQuery(`*[_type == "observation" && indicator._ref == $indicator && place._ref == $place]
  | order(period.end, period.start, _id){${OBSERVATION_FIELDS}}`)

export const OBSERVATIONS_OF_PLACE_QUERY = defineQuery(
  `*[_type == "observation" && place._ref == $place] | order(period.end, period.start, _id){${OBSERVATION_FIELDS}}`,
)

/** The observations behind the figures in `value`, a document's answer or a part of one, by their ids. */
export async function readObservationsIn(value: unknown, view: View): Promise<Observations> {
  const ids = figureIds(stegaClean(value))
  if (ids.length === 0) return new Map()
  // Marks of visual editing would stand in the names that numbers are put together with.
  const { data } = await readContent({ query: OBSERVATIONS_BY_ID_QUERY, params: { ids }, ...view, stega: false })
  return new Map(toObservations(data).map((observation) => [observation.id, observation]))
}

/** The observation with the id `id`; null if there is none that is whole. */
export async function readObservation({ id, view }: { id: string; view: View }): Promise<Observation | null> {
  const { data } = await readContent({ query: OBSERVATIONS_BY_ID_QUERY, params: { ids: [id] }, ...view, stega: false })
  return toObservations(data)[0] ?? null
}

/**
 * All observations of what texts tell figures of, for their places: what other series say, what took the place of one, and what claims
 * rest on.
 */
export async function readObservationsBeside(bodies: readonly Body[], view: View): Promise<readonly Observation[]> {
  const figures = bodies.flat().flatMap((block) => ('children' in block ? block.children.filter(isBodyFigure) : []))
  // The figures have their observations; the claims on words still name theirs.
  const claimed = await readObservationsIn(bodies, view)
  const named = [...claimed.values(), ...figures.map(({ observation }) => observation)]
  if (named.length === 0) return []
  const indicators = [...new Set(named.map(({ indicator }) => indicator.id))].toSorted()
  const places = [...new Set(named.map(({ place }) => place.id))].toSorted()
  const { data } = await readContent({ query: OBSERVATIONS_BESIDE_QUERY, params: { indicators, places }, ...view, stega: false })
  return toObservations(data)
}

/**
 * Every observation of an indicator for a place, superseded ones included, by period.
 * @param indicator the indicator's id, from `readIndicator`
 * @param place the place's id, from `readPlace`
 */
export async function readObservations({
  indicator,
  place,
  view,
}: {
  indicator: string
  place: string
  view: View
}): Promise<readonly Observation[]> {
  const { data } = await readContent({ query: OBSERVATIONS_QUERY, params: { indicator, place }, ...view, stega: false })
  return toObservations(data)
}

/** Every observation of the indicator with the id `indicator`, in all places, by period. */
export async function readObservationsOfIndicator({ indicator, view }: { indicator: string; view: View }): Promise<readonly Observation[]> {
  const { data } = await readContent({ query: OBSERVATIONS_OF_INDICATOR_QUERY, params: { indicator }, ...view, stega: false })
  return toObservations(data)
}

/** Every observation of the place with the id `place`, by period. */
export async function readObservationsOfPlace({ place, view }: { place: string; view: View }): Promise<readonly Observation[]> {
  const { data } = await readContent({ query: OBSERVATIONS_OF_PLACE_QUERY, params: { place }, ...view, stega: false })
  return toObservations(data)
}
