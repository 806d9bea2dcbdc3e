import { localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { TermNote, TermNotes } from './term-notes.ts'

interface TermPanelsProps {
  /** The notes of a block. */
  readonly notes: readonly TermNote[]
  /** All of the page. */
  readonly terms: TermNotes
}

/** What terms of a block mean. It stands below the block, hidden until it is opened by its address. */
export function TermPanels({ notes, terms: { language, written } }: TermPanelsProps) {
  return notes.map(({ number, term }) => (
    <div
      key={number}
      id={`term-${number}`}
      hidden
      role="doc-footnote"
      aria-labelledby={`term-${number}-words`}
      tabIndex={-1}
      className="figure-note"
      {...languageAttributes(language, written)}
    >
      <a href={`#term-${number}-at`} role="doc-backlink" className="figure-close">
        {translate('indicators', language)('close')}
      </a>
      <div {...languageAttributes(term.language, language)}>
        <dfn id={`term-${number}-words`} className="figure-words">
          {term.term}
          {term.abbreviation && ` (${term.abbreviation})`}
        </dfn>
        <div>{term.definition}</div>
      </div>
      <a href={`${localPath(language, '/glossary')}#${term.id}`} className="figure-act">
        {translate('reading', language)('wholeGlossary')}
      </a>
    </div>
  ))
}
