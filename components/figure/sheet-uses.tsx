import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { SheetUse } from '#sanity/read/sheets-using.ts'

/** The sheets that say one of the values. */
export function SheetUses({ sheets, language }: { sheets: readonly SheetUse[]; language: Language }) {
  const words = translate('indicators', language)
  if (sheets.length === 0) return <p>{words('noSheets')}</p>
  return (
    <ul>
      {sheets.map(({ slug, heading, headingLanguage }) => (
        <li key={slug}>
          <a href={localPath(language, `/fact-sheets/${slug}`)} {...languageAttributes(headingLanguage, language)}>
            {heading}
          </a>
        </li>
      ))}
    </ul>
  )
}
