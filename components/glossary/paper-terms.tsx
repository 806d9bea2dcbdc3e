import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { TermNotes } from './term-notes.ts'

/** What the marked terms of a sheet mean, for paper, where nothing can be opened: each once. */
export function PaperTerms({ terms }: { terms: TermNotes }) {
  const { language, written } = terms
  const all = [...new Map([...terms.of.values()].map(({ term }) => [term.id, term])).values()]
  if (all.length === 0) return null
  return (
    <section hidden className="on-paper colophon paper-terms" {...languageAttributes(language, written)}>
      <p className="kicker">{translate('reading', language)('terms')}</p>
      <ul>
        {all.map(({ id, term, abbreviation, definition, language: own }) => (
          <li key={id} {...languageAttributes(own, language)}>
            <b>
              {term}
              {abbreviation && ` (${abbreviation})`}
            </b>
            : {definition}
          </li>
        ))}
      </ul>
    </section>
  )
}
