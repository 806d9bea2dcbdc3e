import { and, desc, eq, ne } from 'drizzle-orm'
import { database } from '#lib/db/connection.ts'
import { editions, sheets } from './schema.ts'

/** The address of a sheet, or of something beneath it: language of the interface, slug, language of the sheet where the address names it, and the rest. */
const SHEET_PATH = /^(\/[a-z]{2})?\/fact-sheets\/([a-z0-9-]{1,200})((?:\/in\/([A-Za-z0-9-]{1,35}))?(?:[./].*)?)$/

const DEFAULT_LANGUAGE = 'en'
/** So often a way may lead on. Each is made to lead to where a sheet now is, so one is the rule. */
const STEPS_MAX = 5

/** Where the sheet, or what lies beneath it, is now that was at `path` before its address was changed. Null if nothing was, or if a sheet is there now: an
 *  address belongs to the sheet that has it. Every earlier address leads to the present one at once, since editions keep the address that they had. */
export async function findMovedSheet(path: string): Promise<string | null> {
  const [, prefix = '', slug, rest = '', written] = SHEET_PATH.exec(path) ?? []
  if (slug === undefined) return null
  const target = await presentSlug(slug, written ?? (prefix.slice(1) || DEFAULT_LANGUAGE))
  return target === slug ? null : `${prefix}/fact-sheets/${target}${rest}`
}

/** `found`, which readers of `language` are shown at `slug`. Null if it is in another language and theirs moved: that address leads on, and no other
 *  stands in for it. */
export async function unlessMoved<Sheet extends { readonly language: string }>(
  found: Sheet | null,
  slug: string,
  language: string,
): Promise<Sheet | null> {
  const isInstead = found !== null && found.language !== language
  return isInstead && (await presentSlug(slug, language)) !== slug ? null : found
}

/** The slug that what readers of `language` looked for at `slug` has now: `slug` itself if it did not move. */
async function presentSlug(slug: string, language: string): Promise<string> {
  const seen = new Set<string>()
  let current = slug
  while (seen.size < STEPS_MAX) {
    seen.add(current)
    const next = await nextSlug(current, language)
    // What would lead in a circle leads nowhere.
    if (next === null || seen.has(next)) return next === null ? current : slug
    current = next
  }
  return slug
}

/** Where a sheet in just this language went from `slug`; if none did and no sheet is there, where any went. Null if one is there. */
async function nextSlug(slug: string, language: string): Promise<string | null> {
  const here = await database().select({ language: sheets.language }).from(sheets).where(eq(sheets.slug, slug)).limit(100)
  if (here.some((sheet) => sheet.language === language)) return null
  const gone = await database()
    .select({ slug: sheets.slug, language: sheets.language })
    .from(editions)
    .innerJoin(sheets, and(eq(sheets.documentId, editions.documentId), ne(sheets.slug, slug)))
    .where(eq(editions.slug, slug))
    .orderBy(desc(editions.sequence))
    .limit(100)
  const inLanguage = gone.find((sheet) => sheet.language === language)
  if (inLanguage) return inLanguage.slug
  if (here.length > 0) return null
  return (gone.find((sheet) => sheet.language === DEFAULT_LANGUAGE) ?? gone[0])?.slug ?? null
}
