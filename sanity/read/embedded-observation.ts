import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { Observation } from '#lib/figures/observation.ts'
import { successorOf } from '#lib/figures/supersession.ts'
import { readContent, type View } from '../live.ts'
import { readObservations } from './observations.ts'

export const OBSERVATION_PLACE_QUERY = defineQuery(
  `*[_type == "observation" && _id == $id][0]{"indicator": indicator._ref, "place": place._ref}`,
)

export const PUBLICATION_TIMES_QUERY =
  defineQuery(`*[_type == "observation" && indicator._ref == $indicator && place._ref == $place] | order(_id){
    "id": _id, _updatedAt
  }`)

/** An observation and what became of it. */
export interface EmbeddedObservation {
  readonly observation: Observation
  /** What stands for it today; itself, unless it was superseded. */
  readonly current: Observation
  /** All observations of the same indicator and place. */
  readonly known: readonly Observation[]
}

/** The published observation with the id `id`, with what stands for it today; null if there is none. */
export async function readEmbeddedObservation({ id, view }: { id: string; view: View }): Promise<EmbeddedObservation | null> {
  const { data } = await readContent({ query: OBSERVATION_PLACE_QUERY, params: { id }, ...view, stega: false })
  const { indicator, place } = stegaClean(data) ?? {}
  if (!indicator || !place) return null
  const known = await readObservations({ indicator, place, view })
  const observation = known.find((one) => one.id === id)
  return observation ? { observation, current: successorOf(id, known) ?? observation, known } : null
}

/** When each observation of an indicator for a place was published: they are never changed after that. Both are ids. */
export async function readPublicationTimes({
  indicator,
  place,
  view,
}: {
  indicator: string
  place: string
  view: View
}): Promise<ReadonlyMap<string, Date>> {
  const { data } = await readContent({ query: PUBLICATION_TIMES_QUERY, params: { indicator, place }, ...view, stega: false })
  return new Map(stegaClean(data).map(({ id, _updatedAt }) => [id, new Date(_updatedAt)]))
}
