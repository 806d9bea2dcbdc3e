import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import { readContent, type View } from '../live.ts'

export const CATALOGUE_QUERY = defineQuery(`*[_type == "factSheet" && defined(slug.current)]{
    _id, title, language, summary, "slug": slug.current, country->{name, names}
  }`)

/** One line of the list of sheets. */
export interface CatalogueEntry {
  readonly slug: string
  /** The language the sheet is written in, which may not be the one asked for. */
  readonly language: string
  readonly heading: string
  /** The language of `heading`: a country's name is given in the language asked for, a sheet's own title is not. */
  readonly headingLanguage: string
  readonly summary: string | null
}

/** Lower is better: the language asked for, then English, then any. */
function distance(written: string, wanted: string): number {
  if (written === wanted) return 0
  return written === 'en' ? 1 : 2
}

/** One entry for each address that has a sheet, in the language nearest to `language`, in the order of the alphabet. */
export async function readCatalogue({ language, view }: { language: string; view: View }): Promise<readonly CatalogueEntry[]> {
  const { data } = await readContent({ query: CATALOGUE_QUERY, ...view })
  const entries = new Map<string, CatalogueEntry>()
  for (const sheet of data) {
    const slug = stegaClean(sheet.slug) ?? ''
    const written = stegaClean(sheet.language) ?? 'en'
    const other = entries.get(slug)
    if (other && distance(other.language, language) <= distance(written, language)) continue
    const named = sheet.country?.names?.find((name) => stegaClean(name.language) === language)?.value
    entries.set(slug, {
      slug,
      language: written,
      heading: sheet.title || named || sheet.country?.name || slug,
      headingLanguage: sheet.title ? written : named ? language : 'en',
      summary: sheet.summary ?? null,
    })
  }
  const byHeading = new Intl.Collator(language)
  return [...entries.values()].toSorted((one, other) => byHeading.compare(one.heading, other.heading))
}
