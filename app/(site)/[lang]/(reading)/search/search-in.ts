import type { Language } from '#lib/i18n/languages.ts'
import { KINDS } from '#lib/search/entry.ts'
import type { Search } from '#lib/search/find.ts'

/** What Next gives of a query. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>

const SLUG = /^[a-z0-9-]{1,200}$/
/** Further pages than there ever are results for. */
const PAGES_MAX = 200

/** The search that `query` describes; null if it holds none. What it says of anything but the words, and means nothing, is left out. */
export function searchIn(query: Query, language: Language): Search | null {
  const [text, kind, place, topic, year, page] = ['q', 'kind', 'country', 'topic', 'year', 'page'].map((name) => valueOf(query[name]))
  if (text === undefined || text === '') return null
  return {
    text: text.toWellFormed(),
    language,
    kind: KINDS.find((known) => known === kind) ?? null,
    place: place !== undefined && SLUG.test(place) ? place : null,
    topic: topic !== undefined && SLUG.test(topic) ? topic : null,
    year: year !== undefined && /^\d{4}$/.test(year) ? Number(year) : null,
    page: page !== undefined && /^[1-9]\d{0,2}$/.test(page) ? Math.min(Number(page), PAGES_MAX) : 1,
  }
}

function valueOf(given: string | readonly string[] | undefined): string | undefined {
  return typeof given === 'string' ? given : given?.[0]
}
