import { diffArrays } from 'diff'
import { sentencesOf } from './sentences.ts'
import { compareWords, similarity, type WordRun } from './words.ts'

/** One difference between two states of a text, by sentences. */
export type Change =
  | { readonly kind: 'added'; readonly text: string }
  | { readonly kind: 'removed'; readonly text: string }
  | { readonly kind: 'reworded'; readonly runs: readonly WordRun[] }

/** Less alike than this, and a sentence is called another one instead of the same one reworded. */
const ALIKE = 0.4

/** Sentences compared with each other within one place at most; beyond it, a rewritten sheet is shown as removed and added. */
const COMPARED_MAX = 20

/**
 * What differs between two states of a text, given as paragraphs, in the order of reading. Sentences that only moved to another
 * paragraph's start or end are no difference; paragraph breaks are none either. Empty if every sentence is the same.
 */
export function compareTexts(before: readonly string[], after: readonly string[], language: string): readonly Change[] {
  const sentences = (paragraphs: readonly string[]): string[] => paragraphs.flatMap((paragraph) => sentencesOf(paragraph, language))
  const changes: Change[] = []
  let removed: readonly string[] = []
  for (const { value, added: isAdded, removed: isRemoved } of diffArrays(sentences(before), sentences(after))) {
    if (isRemoved) {
      removed = value
      continue
    }
    changes.push(...pair(removed, isAdded ? value : [], language))
    removed = []
  }
  return [...changes, ...pair(removed, [], language)]
}

/** Finds, among sentences that took each other's place, which are one another reworded. Order is kept: a pair never crosses another. */
function pair(removed: readonly string[], added: readonly string[], language: string): readonly Change[] {
  const changes: Change[] = []
  const isComparable = removed.length * added.length <= COMPARED_MAX * COMPARED_MAX
  let from = 0
  for (const text of removed) {
    const match = isComparable ? mostAlike(text, added.slice(from), language) : -1
    if (match === -1) {
      changes.push({ kind: 'removed', text })
      continue
    }
    changes.push(...added.slice(from, from + match).map((other) => ({ kind: 'added' as const, text: other })))
    changes.push({ kind: 'reworded', runs: compareWords(text, added[from + match] ?? '', language) })
    from += match + 1
  }
  return [...changes, ...added.slice(from).map((text) => ({ kind: 'added' as const, text }))]
}

/** The index of the sentence most like `text`, or -1 if none is alike enough. */
function mostAlike(text: string, candidates: readonly string[], language: string): number {
  const scores = candidates.map((candidate) => similarity(text, candidate, language))
  const best = Math.max(ALIKE, ...scores)
  return scores.indexOf(best)
}
