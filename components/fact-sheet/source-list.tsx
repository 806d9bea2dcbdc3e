import { linkAddress } from '#components/ui/link-address.ts'
import { translate } from '#lib/i18n/translator.ts'
import { isLanguage, type Language } from '#lib/i18n/languages.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { Source } from '#sanity/read/fact-sheet.ts'

interface SourceListProps {
  readonly sources: readonly Source[]
  readonly language: Language
  /** The language of the sheet around the list. */
  readonly written: string
}

/** Where the sheet's statements come from. It stands after the sheet's own text and adds no heading to it. */
export function SourceList({ sources, language, written }: SourceListProps) {
  const words = translate('site', language)
  const comma = translate('site', isLanguage(written) ? written : language)('comma')
  return (
    <section aria-labelledby="sources" className="colophon">
      <p id="sources" {...languageAttributes(language, written)} className="kicker">
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
                  <bdi>{name}</bdi>
                </a>
              ) : (
                <bdi>{name}</bdi>
              )}
              {[source.publisher, source.date, source.table, source.page && words('sourcePage', { page: source.page })]
                .filter(Boolean)
                .map((part) => (
                  <span key={part}>
                    {comma} <bdi>{part}</bdi>
                  </span>
                ))}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
