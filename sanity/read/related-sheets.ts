import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import { nameIn, type Observation, type Subject } from '#lib/figures/observation.ts'
import { readContent, type View } from '../live.ts'
import type { FactSheet } from './fact-sheet.ts'

const CARD_FIELDS = `_id, title, language, "slug": slug.current, country->{name, names}`

export const CHOSEN_SHEETS_QUERY = defineQuery(`*[_type == "factSheet" && _id in $ids && defined(slug.current)]{${CARD_FIELDS}}`)

export const SHEETS_OF_COUNTRY_QUERY = defineQuery(
  `*[_type == "factSheet" && country._ref == $country && defined(slug.current)] | order(_id)[0...20]{${CARD_FIELDS}}`,
)

export const OBSERVATIONS_ELSEWHERE_QUERY = defineQuery(
  `*[_type == "observation" && indicator._ref == $indicator && place._ref != $place] | order(_id)[0...200]._id`,
)

export const SHEETS_REFERRING_QUERY = defineQuery(
  `*[_type == "factSheet" && references($observations) && defined(slug.current)] | order(_id)[0...20]{${CARD_FIELDS}}`,
)

/** Why a reader of one sheet is pointed to another. */
export type Relation =
  | { readonly kind: 'chosen' | 'country' }
  /** Both give figures of `indicator`. */
  | { readonly kind: 'indicator'; readonly indicator: Subject }

export interface RelatedSheet {
  readonly slug: string
  readonly heading: string
  readonly headingLanguage: string
  readonly relation: Relation
}

interface SheetAnswer {
  readonly _id: string
  readonly title: string | null
  readonly language: string | null
  readonly slug: string | null
  readonly country: {
    readonly name: string | null
    readonly names: readonly { readonly language?: string | undefined; readonly value?: string | undefined }[] | null
  } | null
}

const RELATED_MAX = 6
/** Of so many indicators, those that the sheet names first, others are looked for. */
const INDICATORS_MAX = 3

/**
 * Other sheets that a reader of `sheet` may want: those that an editor chose, those on the same country, then those that give the same indicators
 * for other places. Each address once, with the first reason for it, and named in `language` where it is written in that.
 * @param figures the observations that the sheet says, in their order
 */
export async function readRelatedSheets({
  sheet: { slug, aids },
  figures,
  language,
  view,
}: {
  sheet: Pick<FactSheet, 'slug' | 'aids'>
  figures: readonly Observation[]
  language: string
  view: View
}): Promise<readonly RelatedSheet[]> {
  const unmarked = { ...view, stega: false }
  const found: (readonly [Relation, readonly SheetAnswer[]])[] = []
  if (aids.relatedSheets.length > 0) {
    const ids = [...aids.relatedSheets]
    const { data } = await readContent({ query: CHOSEN_SHEETS_QUERY, params: { ids }, ...unmarked })
    found.push([{ kind: 'chosen' }, stegaClean(data).toSorted((one, other) => ids.indexOf(one._id) - ids.indexOf(other._id))])
  }
  if (aids.country !== null) {
    const { data } = await readContent({ query: SHEETS_OF_COUNTRY_QUERY, params: { country: aids.country }, ...unmarked })
    found.push([{ kind: 'country' }, stegaClean(data)])
  }
  const byIndicator = new Map(figures.map((figure) => [figure.indicator.id, figure]))
  for (const { indicator, place } of [...byIndicator.values()].slice(0, INDICATORS_MAX)) {
    const params = { indicator: indicator.id, place: place.id }
    const { data: observations } = await readContent({ query: OBSERVATIONS_ELSEWHERE_QUERY, params, ...unmarked })
    if (observations.length === 0) continue
    const { data } = await readContent({ query: SHEETS_REFERRING_QUERY, params: { observations: stegaClean(observations) }, ...unmarked })
    found.push([{ kind: 'indicator', indicator }, stegaClean(data)])
  }
  return once(found, slug, language).slice(0, RELATED_MAX)
}

/** Each address once, as it is written in the language nearest to `language`; the sheet's own is left out. */
function once(found: readonly (readonly [Relation, readonly SheetAnswer[]])[], own: string, language: string): readonly RelatedSheet[] {
  const rank = (written: string | null) => (written === language ? 0 : written === 'en' ? 1 : 2)
  const sheets = new Map<string, RelatedSheet>()
  for (const [relation, answers] of found) {
    for (const answer of answers.toSorted((one, other) => rank(one.language) - rank(other.language))) {
      const { slug } = answer
      if (slug && slug !== own && !sheets.has(slug)) sheets.set(slug, { slug, ...headingOf(answer, language), relation })
    }
  }
  return [...sheets.values()]
}

function headingOf({ title, language: written, country, slug }: SheetAnswer, language: string) {
  if (title) return { heading: title, headingLanguage: written ?? 'en' }
  const names = (country?.names ?? []).flatMap((name) =>
    name.language && name.value ? [{ language: name.language, value: name.value }] : [],
  )
  const isNamed = names.some((name) => name.language === language)
  return { heading: nameIn({ name: country?.name ?? slug ?? '', names }, language), headingLanguage: isNamed ? language : 'en' }
}
