import { RichText } from '#components/ui/rich-text.tsx'
import type { Results } from '#sanity/read/fact-sheet.ts'

/** What was reached: the sentence that leads to the list, and the list; both written in `language`. */
export function ResultsList({ results, language }: { results: Results; language: string }) {
  return (
    <>
      {results.lead && <p className="lead">{results.lead}</p>}
      <ul className="results">
        {results.items.map((item) => (
          <li key={item.key}>
            <RichText body={item.body} language={language} />
          </li>
        ))}
      </ul>
    </>
  )
}
