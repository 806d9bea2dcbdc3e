import { localPath, type Language } from '#lib/i18n/languages.ts'
import type { Search } from '#lib/search/find.ts'

/** What is written into the address of a search, without defaults. */
export function searchQuery({ text, kind, place, topic, year, page }: Omit<Search, 'language'>): string {
  const query = new URLSearchParams({ q: text })
  if (kind !== null) query.set('kind', kind)
  if (place !== null) query.set('country', place)
  if (topic !== null) query.set('topic', topic)
  if (year !== null) query.set('year', String(year))
  if (page > 1) query.set('page', String(page))
  return query.toString()
}

/** The address of `search` with `changes` made to it; from its first page, unless they say which. */
export function searchAddress(search: Search, language: Language, changes: Partial<Search> = {}): string {
  return `${localPath(language, '/search')}?${searchQuery({ ...search, page: 1, ...changes })}`
}
