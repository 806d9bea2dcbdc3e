import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
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
      {entries.map((entry) => {
        const foreign = entry.language === language ? undefined : entry.language
        return (
          <li key={entry.slug}>
            <h2 lang={entry.headingLanguage === language ? undefined : entry.headingLanguage}>
              <a href={localPath(language, `/fact-sheets/${entry.slug}`)}>{entry.heading}</a>
            </h2>
            {entry.summary && <p lang={foreign}>{entry.summary}</p>}
            {foreign && <p className="mt-1 text-sm text-ink-soft">{words(foreign === 'en' ? 'inEnglish' : 'inAnotherLanguage')}</p>}
          </li>
        )
      })}
    </ul>
  )
}
