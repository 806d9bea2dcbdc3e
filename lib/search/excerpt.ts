import { wordsIn } from './words.ts'

/** A part of an excerpt: text, never markup. */
export interface Piece {
  readonly text: string
  /** Whether it is a word that was looked for. */
  readonly isMatch: boolean
}

/** About so many words are shown. */
const SHOWN = 40
/** So many of them before the first that was looked for. */
const BEFORE = 8

/** As much of `text` as has the most of the words at `positions`, which count from 1; they are marked. */
export function excerptOf(text: string, positions: readonly number[]): readonly Piece[] {
  const words = wordsIn(text)
  const marked = positions.flatMap((position) => (words[position - 1] ? [position - 1] : []))
  const first = densest(marked)
  const begin = words.length <= SHOWN ? 0 : Math.max(0, Math.min(first - BEFORE, words.length - SHOWN))
  const end = Math.min(words.length, begin + SHOWN)
  const from = begin === 0 ? 0 : (words[begin]?.from ?? 0)
  const to = end === words.length ? text.length : (words[end - 1]?.to ?? text.length)
  const pieces: Piece[] = []
  let at = from
  for (const index of marked.filter((one) => one >= begin && one < end)) {
    const word = words[index]
    if (!word) continue
    pieces.push({ text: text.slice(at, word.from), isMatch: false }, { text: text.slice(word.from, word.to), isMatch: true })
    at = word.to
  }
  pieces.push({ text: text.slice(at, to), isMatch: false })
  const [before, after] = [from > 0 ? '… ' : '', to < text.length ? ' …' : '']
  return [{ text: before, isMatch: false }, ...pieces, { text: after, isMatch: false }].filter((piece) => piece.text !== '')
}

/** The first of the `marked` words from which on the most others are near. */
function densest(marked: readonly number[]): number {
  let [best, most] = [marked[0] ?? 0, 0]
  for (const start of marked) {
    const near = marked.filter((one) => one >= start && one < start + SHOWN - BEFORE).length
    if (near > most) [best, most] = [start, near]
  }
  return best
}
