import { linkAddress } from '#components/ui/link-address.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Language } from '#lib/i18n/languages.ts'
import type { Source } from '#sanity/read/fact-sheet.ts'

/** Where the sheet's statements come from. It stands after the sheet's own text and adds no heading to it. */
export function SourceList({ sources, language }: { sources: readonly Source[]; language: Language }) {
  const words = translate('site', language)
  return (
    <section aria-labelledby="sources" className="colophon">
      <p id="sources" lang={language} className="kicker">
        {words('sources')}
      </p>
      <ol>
        {sources.map((source) => {
          const address = linkAddress(source.url)
          const name = source.title || source.url
          return (
            <li key={source.key}>
              {address ? (
                <a href={address} className={source.title ? undefined : 'bare'}>
                  {name}
                </a>
              ) : (
                name
              )}
              {[source.publisher, source.date, source.table, source.page && words('sourcePage', { page: source.page })]
                .filter(Boolean)
                .map((part) => `, ${part}`)}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
