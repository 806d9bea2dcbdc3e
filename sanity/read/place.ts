import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { Place } from '#lib/figures/observation.ts'
import { readContent, type View } from '../live.ts'
import { toNamed } from '../named.ts'

export const PLACE_QUERY = defineQuery(`*[_type in ["country", "region"] && slug.current == $slug] | order(_type, _id)[0]{
    _id, name, names[]{language, value}, "slug": slug.current
  }`)

/** The country or region at `slug`; null if there is none. */
export async function readPlace({ slug, view }: { slug: string; view: View }): Promise<Place | null> {
  const { data } = await readContent({ query: PLACE_QUERY, params: { slug }, ...view, stega: false })
  return data && toNamed(stegaClean(data))
}
