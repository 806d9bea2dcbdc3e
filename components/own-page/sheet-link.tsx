import type { Language } from '#lib/i18n/languages.ts'
import { languageAttributes, sheetPath } from '#lib/i18n/written-language.ts'
import type { ReadSheet } from './read-sheet.ts'

/** The name of a sheet, with the way to it while it is published. */
export function SheetLink({
  sheet: { slug, heading, written },
  language,
}: {
  sheet: Pick<ReadSheet, 'slug' | 'heading' | 'written'>
  language: Language
}) {
  const own = languageAttributes(written, language)
  if (slug === null) return <span {...own}>{heading}</span>
  return (
    <a href={sheetPath(slug, written, language)} hrefLang={written} {...own}>
      {heading}
    </a>
  )
}
