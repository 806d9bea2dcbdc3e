import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes, languageName } from '#lib/i18n/written-language.ts'
import type { CatalogueEntry } from '#sanity/read/catalogue.ts'

/** The list of all sheets; if there is none, a sentence that says so. */
export function Catalogue({ entries, language }: { entries: readonly CatalogueEntry[]; language: Language }) {
  const words = translate('site', language)
  if (entries.length === 0) {
    return (
      <div className="prose">
        <p>{words('noSheets')}</p>
        <p>{words('noSheetsAdvice')}</p>
      </div>
    )
  }
  return (
    <ul className="catalogue">
      {entries.map((entry) => (
        <li key={entry.slug}>
          <h2 {...languageAttributes(entry.headingLanguage, language)}>
            <a href={localPath(language, `/fact-sheets/${entry.slug}`)}>{entry.heading}</a>
          </h2>
          {entry.summary && <p {...languageAttributes(entry.language, language)}>{entry.summary}</p>}
          {entry.language !== language && (
            <p className="mt-1 text-sm text-ink-soft">{words('writtenIn', { written: languageName(entry.language, language) })}</p>
          )}
        </li>
      ))}
    </ul>
  )
}
