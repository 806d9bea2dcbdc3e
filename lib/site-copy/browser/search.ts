import MiniSearch, { type AsPlainObject } from 'minisearch'
import { SEARCH_OPTIONS } from '../search-words.ts'

declare global {
  interface Window {
    /** Brought by a script, because pages below `file:` may load no data. */
    readonly copyIndex?: AsPlainObject
  }
}

const RESULTS_MAX = 50
const WORDS_MAX = 20

const input = document.querySelector<HTMLInputElement>('#copy-query')
const status = document.querySelector<HTMLElement>('#copy-status')
const list = document.querySelector<HTMLElement>('#copy-results')
const query = (new URLSearchParams(location.search).get('q') ?? '').slice(0, 300)

if (input && status && list && window.copyIndex && query.trim() !== '') {
  input.value = query
  const index = MiniSearch.loadJS(window.copyIndex, SEARCH_OPTIONS)
  const options = {
    // A number is meant as it is written; a word may go on, and have a slip in it.
    prefix: (term: string) => term.length > 2 && !/\d/.test(term),
    fuzzy: (term: string) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
    boost: { title: 3 },
    tokenize: (text: string) => (SEARCH_OPTIONS.tokenize?.(text) ?? []).slice(0, WORDS_MAX),
  }
  const all = index.search(query, { ...options, combineWith: 'AND' })
  const found = all.length > 0 ? all : index.search(query, options)
  const words = (found.length > 0 ? list.dataset['searchFound'] : list.dataset['searchNone']) ?? ''
  status.textContent = words.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'query' ? query : String(found.length)))
  for (const { title, summary, href } of found.slice(0, RESULTS_MAX)) {
    const item = document.createElement('li')
    const link = document.createElement('a')
    link.href = (list.dataset['root'] ?? '') + String(href)
    link.textContent = String(title)
    const said = document.createElement('p')
    said.textContent = String(summary)
    item.append(link, said)
    list.append(item)
  }
}
