import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Found, Search } from '#lib/search/find.ts'
import { Chosen } from './chosen.tsx'
import { Narrowing } from './narrowing.tsx'
import { Paging } from './paging.tsx'
import { ResultList } from './result-list.tsx'

interface SearchResultsProps {
  readonly found: Found
  readonly search: Search
  /** Results on a page. */
  readonly pageSize: number
  readonly placeName: string | null
  readonly language: Language
}

/** What a search found, how it can be narrowed down, and how it was understood where it found nothing as it was. */
export function SearchResults({ found, search, pageSize, placeName, language }: SearchResultsProps) {
  const words = translate('search', language)
  const { total, isMore, results, facets, corrected, isLoose } = found
  const isNarrowed = search.kind !== null || search.place !== null || search.topic !== null || search.year !== null
  if (total === 0)
    return (
      <section aria-labelledby="results">
        <h2 id="results">{words('count', { count: 0 })}</h2>
        <Chosen search={search} placeName={placeName} language={language} />
        {!isNarrowed && <p>{words('nothing', { query: search.text })}</p>}
        <p>{words(isNarrowed ? 'nothingChosen' : 'nothingAdvice')}</p>
        <Lists language={language} />
      </section>
    )
  return (
    <section aria-labelledby="results">
      <h2 id="results">{isMore ? words('countMore', { count: total }) : words('count', { count: total })}</h2>
      {corrected !== null && <p>{words('corrected', { query: corrected })}</p>}
      {isLoose && <p>{words('loose')}</p>}
      <Chosen search={search} placeName={placeName} language={language} />
      <Narrowing facets={facets} search={search} language={language} />
      <ResultList results={results} language={language} start={(search.page - 1) * pageSize + 1} />
      <Paging search={search} pages={Math.ceil(total / pageSize)} language={language} />
    </section>
  )
}

/** Where everything can be found without a search. */
export function Lists({ language }: { language: Language }) {
  const words = translate('search', language)
  return (
    <ul>
      <li>
        <a href={localPath(language, '/')}>{words('toSheets')}</a>
      </li>
      <li>
        <a href={localPath(language, '/indicators')}>{words('toFigures')}</a>
      </li>
    </ul>
  )
}
