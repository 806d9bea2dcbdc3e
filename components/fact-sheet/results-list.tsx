import type { Notes } from '#components/figure/notes.ts'
import type { Language } from '#lib/i18n/languages.ts'
import type { FactSheet, Results } from '#sanity/read/fact-sheet.ts'
import { NewerNotes, paragraphId } from './newer-note.tsx'
import type { ShownAids } from './shown-aids.ts'
import { SheetParagraphs } from './sheet-paragraphs.tsx'

interface ResultsListProps {
  readonly sheet: FactSheet
  readonly results: Results
  readonly notes: Notes
  readonly aids: ShownAids
  readonly language: Language
}

/** What was reached: the sentence that leads to the list, and the list. */
export function ResultsList({ sheet, results, notes, aids, language }: ResultsListProps) {
  return (
    <>
      {results.lead && (
        <p className="lead" id={paragraphId('lead')}>
          {results.lead}
        </p>
      )}
      <NewerNotes sheet={sheet} after="lead" language={language} />
      <ul className="results">
        {results.items.map((item) => (
          <li key={item.key}>
            <SheetParagraphs sheet={sheet} part={item.key} body={item.body} notes={notes} aids={aids} language={language} />
          </li>
        ))}
      </ul>
    </>
  )
}
