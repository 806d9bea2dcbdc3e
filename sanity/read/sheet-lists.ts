import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { Subject } from '#lib/figures/observation.ts'
import { readContent, type View } from '../live.ts'
import { SUBJECT_FIELDS, toSubject } from '../subject.ts'

export const SHEET_LISTS_QUERY = defineQuery(`{
  "sheet": *[_type == "factSheet" && _id == $id][0]{
    country->{${SUBJECT_FIELDS}}, "office": institution->{"slug": coalesce(slug.current, _id), name}},
  "topics": array::unique(*[_type == "indicator" && _id in $indicators && defined(topic)].topic)
}`)

export const PLACE_LIST_QUERY = defineQuery(`*[_type == "country" && _id == $id][0].slug.current`)

/** The lists that a sheet stands in. */
export interface SheetLists {
  readonly country: Subject | null
  readonly office: { readonly slug: string; readonly name: string } | null
  readonly topics: readonly string[]
}

/** The lists that the published sheet `id` stands in, whose figures are of `indicators`. */
export async function readSheetLists({
  id,
  indicators,
  view,
}: {
  id: string
  indicators: readonly string[]
  view: View
}): Promise<SheetLists> {
  const params = { id, indicators: [...indicators] }
  const { data } = await readContent({ query: SHEET_LISTS_QUERY, params, ...view, stega: false })
  const { sheet, topics } = stegaClean(data)
  const { country, office } = sheet ?? {}
  return {
    country: country?.slug ? toSubject(country) : null,
    office: office?.slug ? { slug: office.slug, name: office.name ?? office.slug } : null,
    topics: topics.flatMap((topic) => topic ?? []),
  }
}

/** The last part of the address of the list of the country with this id; null if it is no country. */
export async function readPlaceList({ id, view }: { id: string; view: View }): Promise<string | null> {
  const { data } = await readContent({ query: PLACE_LIST_QUERY, params: { id }, ...view, stega: false })
  return stegaClean(data)
}
