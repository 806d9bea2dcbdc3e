import { stegaClean } from '@sanity/client/stega'
import { defineQuery } from 'groq'
import { readContent, type View } from '../live.ts'

export const SHEETS_USING_QUERY = defineQuery(`*[_type == "factSheet" && defined(slug.current) && references($observations)]{
    _id, title, language, "slug": slug.current, country->{name, names}
  }`)

/** A sheet that says a figure. */
export interface SheetUse {
  readonly slug: string
  readonly heading: string
  readonly headingLanguage: string
}

/** The sheets, each address once, that say one of the observations with the ids `observations`. */
export async function readSheetsUsing({
  observations,
  language,
  view,
}: {
  observations: readonly string[]
  language: string
  view: View
}): Promise<readonly SheetUse[]> {
  if (observations.length === 0) return []
  const { data } = await readContent({ query: SHEETS_USING_QUERY, params: { observations: [...observations] }, ...view, stega: false })
  const sheets = new Map<string, SheetUse>()
  const rank = (written: string | null) => (written === language ? 0 : written === 'en' ? 1 : 2)
  for (const { slug, title, language: written, country } of stegaClean(data).toSorted((a, b) => rank(a.language) - rank(b.language))) {
    if (!slug || sheets.has(slug)) continue
    const named = country?.names?.find((name) => name.language === language)?.value
    sheets.set(slug, {
      slug,
      heading: title || named || country?.name || slug,
      headingLanguage: title ? (written ?? 'en') : named ? language : 'en',
    })
  }
  return [...sheets.values()].toSorted((one, other) => one.heading.localeCompare(other.heading, language))
}
