import type { ReactNode } from 'react'
import { ResultList } from '#components/search/result-list.tsx'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Result } from '#lib/search/find.ts'

/** A search that was run again for the page. */
export interface RunSearch {
  readonly text: string
  readonly total: number
  /** The first ones. */
  readonly results: readonly Result[]
}

interface SearchRunsProps {
  /** The queries, in order. */
  readonly items: readonly string[]
  readonly searches: ReadonlyMap<string, RunSearch>
  readonly language: Language
  /** The way to take one away, where the page is being arranged. */
  readonly drop: (item: string, name: string) => ReactNode
}

/** Searches as they come out today. */
export function SearchRuns({ items, searches, language, drop }: SearchRunsProps) {
  const words = translate('ownPage', language)
  if (items.length === 0) return <p className="my-nothing">{words('searchesHow')}</p>
  return items.map((item) => {
    const { text = item, total = 0, results = [] } = searches.get(item) ?? {}
    return (
      <section key={item} className="my-sheet" aria-label={text}>
        <div className="my-line">
          <a href={`${localPath(language, '/search')}?${item}`} dir="auto">
            {text}
          </a>{' '}
          <small className="my-when">{words('searchTotal', { count: total })}</small> {drop(item, text)}
        </div>
        {results.length > 0 && <ResultList results={results} language={language} start={1} />}
      </section>
    )
  })
}
