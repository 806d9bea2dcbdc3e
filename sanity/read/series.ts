import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { LocalizedName } from '#lib/figures/observation.ts'
import { readContent, type View } from '../live.ts'

export const SERIES_QUERY = defineQuery(`*[_type == "series" && _id in $ids] | order(name){
    "id": _id, name, names[]{language, value}, description
  }`)

/** What tells a series from others. */
export interface SeriesDescription {
  readonly id: string
  readonly name: string
  readonly names: readonly LocalizedName[]
  /** In English; null where nobody has written it. */
  readonly description: string | null
}

/** The series with these ids, by their English names. */
export async function readSeries({ ids, view }: { ids: readonly string[]; view: View }): Promise<readonly SeriesDescription[]> {
  const { data } = await readContent({ query: SERIES_QUERY, params: { ids: [...ids] }, ...view, stega: false })
  return stegaClean(data).map(({ id, name, names, description }) => ({
    id,
    name: name ?? '',
    names: (names ?? []).flatMap(({ language, value }) => (language && value ? [{ language, value }] : [])),
    description,
  }))
}
