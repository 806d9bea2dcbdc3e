import { defineQuery } from 'groq'
import type { Observation } from '#lib/figures/observation.ts'
import { processRecord } from '#lib/render-record.ts'
import { client } from '../client.ts'
import { PUBLISHED } from '../live.ts'
import { OBSERVATION_FIELDS, toObservations } from '../observation.ts'
import { readObservations, readObservationsOfPlace } from './observations.ts'

export const OWN_OBSERVATIONS_QUERY = defineQuery(`*[_type == "observation" && (
    (indicator._ref in $indicators && place._ref in $places) || _id in $ids || supersedes._ref in $ids
  )] | order(period.end, period.start, _id){${OBSERVATION_FIELDS}}`)

export const OWN_SHEETS_QUERY = defineQuery(
  `*[_type == "factSheet" && _id in $ids]{_id, _rev, title, language, "slug": slug.current, country->{name, names}}`,
)

/** What somebody's own page shows of published content, asked at once. It is nobody else's to be asked for, so no cache has it. */
const asSite = () => client.withConfig({ token: processRecord().viewerToken, perspective: 'published', useCdn: false })

/** An indicator in a place, by their ids. */
interface FigureSubject {
  readonly indicator: string
  readonly place: string
}

/** Observations for passages of one's own: all of each of `subjects`; those with `ids`, and what took their place. */
export async function readOwnObservations({
  subjects,
  ids,
}: {
  subjects: readonly FigureSubject[]
  ids: readonly string[]
}): Promise<readonly Observation[]> {
  if (subjects.length + ids.length === 0) return []
  const answer = await asSite().fetch(OWN_OBSERVATIONS_QUERY, {
    indicators: [...new Set(subjects.map(({ indicator }) => indicator))],
    places: [...new Set(subjects.map(({ place }) => place))],
    ids: [...ids],
  })
  return toObservations(answer)
}

/** All observations of each of `subjects` and of `places`, each once. Every one is asked for as the page of a figure or a place does that is the same for
 *  everyone, and so kept: what is put together here is not. */
export async function readWatchedObservations({
  subjects,
  places,
}: {
  subjects: readonly FigureSubject[]
  places: readonly string[]
}): Promise<readonly Observation[]> {
  const read = await Promise.all([
    ...subjects.map((subject) => readObservations({ ...subject, view: PUBLISHED })),
    ...places.map((place) => readObservationsOfPlace({ place, view: PUBLISHED })),
  ])
  return [...new Map(read.flat().map((observation) => [observation.id, observation])).values()]
}

/** A published sheet, without its text. */
export interface SheetHead {
  readonly documentId: string
  readonly revision: string
  readonly heading: string
  readonly language: string
  readonly slug: string
}

/** Those of the sheets `ids` that are published. */
export async function readSheetHeads(ids: readonly string[]): Promise<readonly SheetHead[]> {
  if (ids.length === 0) return []
  const sheets = await asSite().fetch(OWN_SHEETS_QUERY, { ids: [...ids] })
  return sheets.flatMap(({ _id, _rev, title, language, slug, country }) => {
    const written = language ?? 'en'
    const heading = title || country?.names?.find((name) => name.language === written)?.value || country?.name || ''
    return slug ? [{ documentId: _id, revision: _rev, heading, language: written, slug }] : []
  })
}
