import type { entries } from './schema.ts'

export type Kind = (typeof entries.$inferSelect)['kind']

export const KINDS: readonly Kind[] = ['sheet', 'figure', 'question', 'page']

/** Something that a search can lead to, in one language. */
export interface Entry {
  readonly id: string
  readonly language: string
  readonly kind: Kind
  readonly path: string
  readonly title: string
  readonly places: readonly string[]
  readonly topics: readonly string[]
  readonly years: readonly number[]
  /** The id of each document that it was made from. */
  readonly sources: readonly string[]
  /** Headings, synonyms: words that count more than those of the text. */
  readonly aliases: readonly string[]
  /** Its paragraphs, in the order of reading. */
  readonly passages: readonly string[]
}

/** How a figure is known in the index. */
export function figureEntryId(indicator: string, place: string): string {
  return `figure:${indicator}:${place}`
}
