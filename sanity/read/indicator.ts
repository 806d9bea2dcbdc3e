import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { Indicator, Measure, Place, Unit } from '#lib/figures/observation.ts'
import { readContent, type View } from '../live.ts'
import { toNamed } from '../named.ts'
import { toUnit, UNIT_FIELDS } from '../unit.ts'

export const INDICATOR_QUERY = defineQuery(`*[_type == "indicator" && slug.current == $slug] | order(_id)[0]{
    _id, name, names[]{language, value}, "slug": slug.current, measure, definition, topic, "unit": unit->{${UNIT_FIELDS}}
  }`)

export const INDICATOR_PLACES_QUERY = defineQuery(`*[_type == "observation" && indicator._ref == $indicator].place->{
    _id, name, names[]{language, value}, "slug": slug.current
  }`)

/** What is measured, as its page tells. */
export interface IndicatorPage extends Indicator {
  readonly measure: Measure
  /** Null until it has one. */
  readonly unit: Unit | null
  /** How it is measured, in English; null where the sources do not say. */
  readonly definition: string | null
  readonly topic: string | null
  /** The places that there are figures for, by their English names. */
  readonly places: readonly Place[]
}

/** The indicator at `slug`, with the places that it is measured in; null if there is none. */
export async function readIndicator({ slug, view }: { slug: string; view: View }): Promise<IndicatorPage | null> {
  const unmarked = { ...view, stega: false }
  const { data } = await readContent({ query: INDICATOR_QUERY, params: { slug }, ...unmarked })
  if (!data) return null
  const { measure, definition, topic, unit, ...named } = stegaClean(data)
  const indicator = toNamed(named)
  const { data: places } = await readContent({ query: INDICATOR_PLACES_QUERY, params: { indicator: indicator.id }, ...unmarked })
  const byId = new Map(stegaClean(places).flatMap((place) => (place ? [[place._id, toNamed(place)] as const] : [])))
  return {
    ...indicator,
    measure: measure ?? 'level',
    unit: unit && toUnit(unit),
    definition,
    topic,
    places: [...byId.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
  }
}
