import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { Measure, Subject } from '#lib/figures/observation.ts'
import { readContent, type View } from '../live.ts'
import { SUBJECT_FIELDS, toSubject } from '../subject.ts'

export const INDICATOR_QUERY = defineQuery(`*[_type == "indicator" && slug.current == $slug] | order(_id)[0]{
    ${SUBJECT_FIELDS}, measure, definition, topic, "unit": unit->code
  }`)

export const INDICATOR_PLACES_QUERY = defineQuery(`*[_type == "observation" && indicator._ref == $indicator].place->{${SUBJECT_FIELDS}}`)

/** What is measured, as its page tells. */
export interface IndicatorPage extends Subject {
  readonly measure: Measure
  /** The code of the unit, such as `ha`; null until it has one. */
  readonly unit: string | null
  /** How it is measured, in English; null where the sources do not say. */
  readonly definition: string | null
  readonly topic: string | null
  /** The places that there are figures for, by their English names. */
  readonly places: readonly Subject[]
}

/** The indicator at `slug`, with the places that it is measured in; null if there is none. */
export async function readIndicator({ slug, view }: { slug: string; view: View }): Promise<IndicatorPage | null> {
  const unmarked = { ...view, stega: false }
  const { data } = await readContent({ query: INDICATOR_QUERY, params: { slug }, ...unmarked })
  if (!data) return null
  const { measure, definition, topic, unit, ...subject } = stegaClean(data)
  const indicator = toSubject(subject)
  const { data: places } = await readContent({ query: INDICATOR_PLACES_QUERY, params: { indicator: indicator.id }, ...unmarked })
  const byId = new Map(stegaClean(places).flatMap((place) => (place ? [[place.id, toSubject(place)] as const] : [])))
  return {
    ...indicator,
    measure: measure ?? 'level',
    unit,
    definition,
    topic,
    places: [...byId.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
  }
}
