import { linkAddress } from '#components/ui/link-address.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Language } from '#lib/i18n/languages.ts'
import type { Source } from '#sanity/read/fact-sheet.ts'

/** Where the sheet's statements come from. */
export function SourceList({ sources, language }: { sources: readonly Source[]; language: Language }) {
  return (
    <section aria-labelledby="sources" className="small-print">
      <h2 id="sources" lang={language}>
        {translate('site', language)('sources')}
      </h2>
      <ol>
        {sources.map((source) => {
          const address = linkAddress(source.url)
          const name = source.title || source.url
          return (
            <li key={source.key}>
              {address ? <a href={address}>{name}</a> : name}
              {[source.publisher, source.date].filter(Boolean).map((part) => `, ${part}`)}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
