import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { Observation } from '#lib/figures/observation.ts'
import type { Observations } from '../body.ts'
import { figureIds } from '../figure-ids.ts'
import { readContent, type View } from '../live.ts'
import { OBSERVATION_FIELDS, toObservations } from '../observation.ts'

export const OBSERVATIONS_BY_ID_QUERY = defineQuery(`*[_type == "observation" && _id in $ids]{${OBSERVATION_FIELDS}}`)

export const OBSERVATIONS_QUERY = defineQuery(`*[_type == "observation" && indicator._ref == $indicator && place._ref == $place]
  | order(period.end, period.start, _id){${OBSERVATION_FIELDS}}`)

/** The observations behind the figures in `value`, a document's answer or a part of one, by their ids. */
export async function readObservationsIn(value: unknown, view: View): Promise<Observations> {
  const ids = figureIds(stegaClean(value))
  if (ids.length === 0) return new Map()
  // Marks of visual editing would stand in the names that numbers are put together with.
  const { data } = await readContent({ query: OBSERVATIONS_BY_ID_QUERY, params: { ids }, ...view, stega: false })
  return new Map(toObservations(stegaClean(data)).map((observation) => [observation.id, observation]))
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
  return toObservations(stegaClean(data))
}
