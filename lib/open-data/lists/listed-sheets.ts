import { z } from 'zod'
import type { ContentReading } from '../content.ts'

/** A published sheet as a line of a list. */
export interface ListedSheet {
  readonly id: string
  readonly slug: string
  /** The language that it is written in. */
  readonly language: string
  readonly heading: string
  readonly summary: string | null
  /** The id of the institution that it comes from. */
  readonly institution: string | null
}

const FIELDS = `"id": _id, "slug": slug.current, language, title, summary, "institution": institution._ref, "country": country->{name, names[]{language, value}}`

const row = z.object({
  id: z.string(),
  slug: z.string(),
  language: z.string(),
  title: z.string().nullable(),
  summary: z.string().nullable(),
  institution: z.string().nullable(),
  country: z
    .object({
      name: z.string().nullable(),
      names: z.array(z.object({ language: z.string().nullable(), value: z.string().nullable() })).nullable(),
    })
    .nullable(),
})

/** The published sheets, in all languages, that meet `condition`, a part of a GROQ filter. */
export async function readSheets(
  reading: ContentReading,
  condition: string,
  params: Readonly<Record<string, unknown>>,
): Promise<readonly ListedSheet[]> {
  const rows = await reading.rows(`*[_type == "factSheet" && defined(slug.current) && ${condition}]{${FIELDS}}`, params, row)
  return rows.map(({ title, country, ...sheet }) => {
    const named = country?.names?.find(({ language }) => language === sheet.language)?.value
    return { ...sheet, heading: title || named || country?.name || sheet.slug }
  })
}

/** Lower is nearer: the language asked for, then English, then any. */
function distance(written: string, wanted: string): number {
  if (written === wanted) return 0
  return written === 'en' ? 1 : 2
}

/** Of `sheets`, one for each address: the one that is shown there to readers of `language`. */
export function shownIn<Sheet extends Pick<ListedSheet, 'slug' | 'language'>>(
  sheets: readonly Sheet[],
  language: string,
): readonly Sheet[] {
  const nearest = new Map<string, Sheet>()
  for (const sheet of sheets) {
    const other = nearest.get(sheet.slug)
    if (!other || distance(sheet.language, language) < distance(other.language, language)) nearest.set(sheet.slug, sheet)
  }
  return [...nearest.values()]
}
