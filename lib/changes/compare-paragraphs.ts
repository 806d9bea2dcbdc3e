import { compareWords, type WordRun } from './words.ts'

/** A paragraph with the key that it keeps whatever becomes of the text around it. */
export interface KeyedParagraph {
  readonly key: string
  readonly words: string
}

/** What became of a paragraph between two states of a sheet. */
export type ParagraphChange =
  | { readonly kind: 'changed'; readonly key: string; readonly runs: readonly WordRun[] }
  | { readonly kind: 'added'; readonly key: string; readonly words: string }
  /** `after` is the paragraph of the later state behind which it stood; null if it stood first. */
  | { readonly kind: 'removed'; readonly key: string; readonly words: string; readonly after: string | null }

/** What differs between two states, paragraph by paragraph, in the order of the later one. One that only moved is no difference. */
export function compareParagraphs(
  before: readonly KeyedParagraph[],
  after: readonly KeyedParagraph[],
  language: string,
): readonly ParagraphChange[] {
  const old = new Map(before.map(({ key, words }) => [key, words]))
  const standing = new Set(after.map(({ key }) => key))
  const gone = removedBehind(before, standing)
  const changes = after.flatMap(({ key, words }): ParagraphChange[] => {
    const earlier = old.get(key)
    if (earlier === undefined) return [{ kind: 'added', key, words }]
    return spaced(earlier) === spaced(words) ? [] : [{ kind: 'changed', key, runs: compareWords(earlier, words, language) }]
  })
  const place = new Map(after.map(({ key }, index) => [key, index]))
  const placeOf = (change: ParagraphChange): number => {
    const key = change.kind === 'removed' ? change.after : change.key
    return key === null ? -1 : (place.get(key) ?? -1)
  }
  return [...changes, ...gone].toSorted((one, other) => placeOf(one) - placeOf(other))
}

function removedBehind(before: readonly KeyedParagraph[], standing: ReadonlySet<string>): readonly ParagraphChange[] {
  let after: string | null = null
  return before.flatMap(({ key, words }): ParagraphChange[] => {
    if (!standing.has(key)) return [{ kind: 'removed', key, words, after }]
    after = key
    return []
  })
}

function spaced(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}
