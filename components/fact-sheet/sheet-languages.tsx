import { isLanguage, LANGUAGES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { directionOf, ownName, sheetPath } from '#lib/i18n/written-language.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'

/** The other languages that a sheet can be read in, each by its own name. */
export function SheetLanguages({ sheet, language }: { sheet: FactSheet; language: Language }) {
  const inInterface = LANGUAGES.filter((written) => sheet.translations.includes(written))
  const others = [...inInterface, ...sheet.translations.filter((written) => !isLanguage(written))].filter(
    (written) => written !== sheet.language,
  )
  if (others.length === 0) return null
  return (
    <nav aria-labelledby="languages" className="sheet-languages">
      <span id="languages">{translate('site', language)('otherLanguages')}</span>
      <ul>
        {others.map((written) => {
          const { name, lang } = ownName(written, language)
          return (
            <li key={written}>
              <a href={sheetPath(sheet.slug, written, language)} hrefLang={written} lang={lang} dir={directionOf(lang)}>
                {name}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
