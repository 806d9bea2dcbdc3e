import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import type { Subject } from '#lib/figures/observation.ts'
import { readContent, type View } from '../live.ts'
import { SUBJECT_FIELDS, toSubject } from '../subject.ts'

export const PLACE_QUERY = defineQuery(
  `*[_type in ["country", "region"] && slug.current == $slug] | order(_type, _id)[0]{${SUBJECT_FIELDS}}`,
)

/** The country or region at `slug`; null if there is none. */
export async function readPlace({ slug, view }: { slug: string; view: View }): Promise<Subject | null> {
  const { data } = await readContent({ query: PLACE_QUERY, params: { slug }, ...view, stega: false })
  return data && toSubject(stegaClean(data))
}
