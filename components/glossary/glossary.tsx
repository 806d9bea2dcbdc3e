import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { Term } from '#sanity/read/terms.ts'

/** All terms with what they mean. */
export function Glossary({ terms, language }: { terms: readonly Term[]; language: Language }) {
  if (terms.length === 0) return <p>{translate('reading', language)('glossaryNone')}</p>
  return (
    <dl className="glossary">
      {terms.map(({ id, term, abbreviation, definition, language: written }) => (
        <div key={id} id={id} {...languageAttributes(written, language)}>
          <dt>
            <dfn>{term}</dfn>
            {abbreviation && (
              <>
                {' '}
                (<abbr>{abbreviation}</abbr>)
              </>
            )}
          </dt>
          <dd>{definition}</dd>
        </div>
      ))}
    </dl>
  )
}
