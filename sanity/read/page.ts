import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import { toBody, type Body } from '../body.ts'
import { readContent, type View } from '../live.ts'
import { readObservationsIn } from './observations.ts'

export const PAGE_QUERY = defineQuery(`*[_type == "page" && slug.current == $slug && language in [$language, "en"]]
  | order(select(language == $language => 0, 1), _id)[0]{
    title, language, body, "translations": *[_type == "page" && slug.current == $slug].language
  }`)

/** A page of running text, such as the one on privacy. */
export interface Page {
  readonly title: string
  /** The language the page is written in, which may not be the one asked for. */
  readonly language: string
  /** Languages in which there is a page at this address. */
  readonly translations: readonly string[]
  readonly body: Body
}

/** The page at `slug`, in `language` if there is one, else in English; null if there is neither. */
export async function readPage({ slug, language, view }: { slug: string; language: string; view: View }): Promise<Page | null> {
  const { data } = await readContent({ query: PAGE_QUERY, params: { slug, language }, ...view })
  if (!data) return null
  return {
    title: data.title ?? '',
    language: stegaClean(data.language) ?? 'en',
    translations: [...new Set(data.translations.map((written) => stegaClean(written) ?? 'en'))],
    body: toBody(data.body, await readObservationsIn(data.body, view)),
  }
}
