import MiniSearch from 'minisearch'
import { isLanguage, LANGUAGES, type Language } from '#lib/i18n/languages.ts'
import { attribute, type Document, type Element, elementsOf, textOf } from './page-links.ts'
import { SEARCH_OPTIONS, type SearchEntry } from './search-words.ts'

/** Pages that say again what others say, or nothing of their own. */
const NOT_SEARCHED = /\/(?:editions|compare|cite|verify|search|missing)(?:\/|$)/
const TEXT_MAX = 20_000
const SUMMARY_MAX = 220

/** The index of the copy, by the language of the interface. It holds the words of all pages, and so grows with them. */
export class SearchIndexes {
  readonly #indexes = new Map<Language, MiniSearch<SearchEntry>>(LANGUAGES.map((language) => [language, new MiniSearch(SEARCH_OPTIONS)]))
  #entries = 0

  get entries(): number {
    return this.#entries
  }

  /** Adds the page at `key`, which is in the file `file`: itself, and each value that has a row of its own in it. */
  add(document: Document, key: string, file: string): void {
    if (NOT_SEARCHED.test(key)) return
    const elements = [...elementsOf(document)]
    const root = elements.find(({ tagName }) => tagName === 'html')
    const main = elements.find(({ tagName }) => tagName === 'main')
    const language = root && attribute(root, 'lang')
    if (!main || language === undefined || !isLanguage(language)) return
    const heading = [...elementsOf(main)].find(({ tagName }) => tagName === 'h1')
    const title = heading ? textOf(heading) : ''
    if (title === '') return
    const described = elements.find((element) => element.tagName === 'meta' && attribute(element, 'name') === 'description')
    const text = textOf(main, isNoProse).slice(0, TEXT_MAX)
    const summary = (described && attribute(described, 'content')) || text
    this.#put(language, { title, text, summary, href: file })
    for (const row of elementsOf(main)) {
      const id = row.tagName === 'tr' ? attribute(row, 'id') : undefined
      if (id !== undefined) this.#put(language, { ...rowEntry(row, title), href: `${file}#${id}` })
    }
  }

  /** The index of `language` as a script, which browsers load where they may load no data. */
  scriptOf(language: Language): string {
    return `window.copyIndex=${JSON.stringify(this.#indexes.get(language))};\n`
  }

  #put(language: Language, entry: Omit<SearchEntry, 'id'>) {
    const summary = entry.summary.length > SUMMARY_MAX ? `${entry.summary.slice(0, SUMMARY_MAX).replace(/\s+\S*$/, '')} …` : entry.summary
    this.#indexes.get(language)?.add({ id: this.#entries, ...entry, summary })
    this.#entries += 1
  }
}

function rowEntry(row: Element, title: string): Omit<SearchEntry, 'id' | 'href'> {
  const cells = [...elementsOf(row)].filter(({ tagName }) => tagName === 'td' || tagName === 'th').map((cell) => textOf(cell, isAct))
  const [period = '', value = '', ...others] = cells
  return { title: `${title}, ${period}: ${value}`, text: '', summary: others.filter(Boolean).join('. ') }
}

/** The link to what can be done with a value says nothing of it. */
function isAct(element: Element): boolean {
  return attribute(element, 'class') === 'cite-value'
}

function isNoProse(element: Element): boolean {
  return (
    ['nav', 'script', 'style', 'svg', 'form', 'textarea', 'tbody'].includes(element.tagName) || attribute(element, 'hidden') !== undefined
  )
}
