import { isLanguage } from '#lib/i18n/languages.ts'

/** The pages that read a query, by their paths without a language, with the parameters that each reads. No other page reads any: a query that nobody
 *  declared here counts for nothing.
 *  @see docs/decisions/0246-queries-are-declared.md */
const READ: ReadonlyMap<string, readonly string[]> = new Map([['/search', ['q', 'kind', 'country', 'topic', 'year', 'page']]])

/** What of the query in `parameters` the page at the public `path` reads, in one order: `?q=coca&year=2014`; nothing if it reads none of it. */
export function declaredQuery(path: string, parameters: URLSearchParams): string {
  const read = new URLSearchParams()
  for (const name of READ.get(withoutLanguage(path)) ?? []) {
    const value = parameters.get(name)
    if (value) read.set(name, value)
  }
  return read.size === 0 ? '' : `?${read.toString()}`
}

/** Whether the page at the public `path` reads a query at all. */
export function readsQuery(path: string): boolean {
  return READ.has(withoutLanguage(path))
}

function withoutLanguage(path: string): string {
  const [, first = ''] = path.split('/', 2)
  return isLanguage(first) ? path.slice(first.length + 1) : path
}
