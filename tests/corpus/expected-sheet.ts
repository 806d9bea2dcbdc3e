import type { CountryRecord, InstitutionRecord, SheetRecord } from '#sanity/import/record.ts'

/** A part of a text: what kind it is of, and its words. */
export interface Part {
  /** `h1` to `h4`, `p`, or `bullet` or `number` with the depth of the list: `bullet 2`. */
  readonly kind: string
  readonly text: string
}

/** What a page must say, by the source and not by what was made of it. */
export type ExpectedText =
  | { readonly by: 'parts'; readonly parts: readonly Part[] }
  /** For sources in a markup: only their words, in order. */
  | { readonly by: 'words'; readonly words: readonly string[] }

/** A sheet of the corpus: the record that is imported, and beside it what its pages must say, version by version. */
export interface CorpusSheet {
  readonly record: SheetRecord
  readonly expected: readonly ExpectedText[]
}

/** One file of the corpus as it is imported. */
export interface CorpusFile {
  readonly named: readonly (CountryRecord | InstitutionRecord)[]
  readonly sheets: readonly CorpusSheet[]
}

/** Words are what white space of the keyboard parts. Other spaces are characters of the text. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/[ \t\r\n]+/).filter((word) => word !== '')
}

/** The slug of a country. */
export function countrySlug(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}

/** The line of an import that names a country. */
export function countryNamed({ iso2, name }: { readonly iso2: string; readonly name: string }): CountryRecord {
  return { type: 'country', code: iso2, name, slug: countrySlug(name), names: {} }
}
