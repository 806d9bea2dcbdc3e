import type { Options } from 'minisearch'

/** What is found: a page, or one value in the table of a page. */
export interface SearchEntry {
  readonly id: number
  readonly title: string
  readonly text: string
  /** What is shown below the title. */
  readonly summary: string
  /** The file and the place in it, from the folder of the copy. */
  readonly href: string
}

/** The words of `text`, as they are looked up: small, without accents and vowel signs, numbers in one piece. */
export function searchWords(text: string): string[] {
  // A separator within a number is none between words: "46,500", "46.500" and "46 500" with a narrow space are one number.
  const numbers = text.replaceAll(/(?<=\d)[.,\u00a0\u202f'’](?=\d{3}(?!\d))/g, '')
  const plain = numbers
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ـ', '')
  return plain.match(/\p{N}+(?:[.,]\p{N}+)?|[\p{L}\p{N}]+/gu) ?? []
}

/** How the index is made, and read again. */
export const SEARCH_OPTIONS: Options<SearchEntry> = {
  fields: ['title', 'text'],
  storeFields: ['title', 'summary', 'href'],
  tokenize: searchWords,
  processTerm: (term) => term,
}
