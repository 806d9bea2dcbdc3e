import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Search } from '#lib/search/find.ts'
import { searchAddress } from './search-address.ts'

/** The way to the other pages of results; nothing where all are on one. */
export function Paging({ search, pages, language }: { search: Search; pages: number; language: Language }) {
  if (pages <= 1) return null
  const words = translate('search', language)
  const { page } = search
  return (
    <nav aria-label={words('pages')} className="paging">
      {page > 1 && (
        <a rel="prev nofollow" href={searchAddress(search, language, { page: page - 1 })}>
          {words('previous')}
        </a>
      )}
      <span>{words('page', { page, pages })}</span>
      {page < pages && (
        <a rel="next nofollow" href={searchAddress(search, language, { page: page + 1 })}>
          {words('next')}
        </a>
      )}
    </nav>
  )
}
