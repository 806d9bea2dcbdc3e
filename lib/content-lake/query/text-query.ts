import { isLike, termsOf, wordsIn, wordsOf } from './match.ts'
import { Special } from './values.ts'

/** Words that follow each other; the last may be the beginning of one. */
interface Phrase {
  readonly terms: readonly string[]
  readonly isForbidden: boolean
}

const tokens = /(?:[^\s"]+|"[^"]*"?)+/g

/** What someone typed into a field for searching, as `text::query()` gives it: words that must all be there, `"words in a row"`, `beginning*`,
 *  and `-word` that must not be there. Words are compared as they are written, upper and lower case alike; there is no stemming.
 *  @see `sanity` `src/core/search/common/token.ts`, which writes them */
export class TextQuery extends Special {
  readonly text: string
  readonly #phrases: readonly Phrase[]

  constructor(text: string) {
    super()
    this.text = text
    this.#phrases = (text.match(tokens) ?? []).map(phraseOf).filter(({ terms }) => terms.length > 0)
  }

  /** How often what is asked for stands in the text of `value`, a document or a part of it: one number for each phrase. Null if it does not match. */
  frequencies(value: unknown, spend: (cost: number) => void): readonly number[] | null {
    const found = wordsIn(value, true, spend)
    if (found.length === 0 || this.#phrases.length === 0) return null
    spend(found.length * this.#phrases.length)
    const counts = this.#phrases.map(({ terms }) => occurrences(found, terms))
    const matches = this.#phrases.every(({ isForbidden }, index) => isForbidden === (counts[index] === 0))
    return matches ? counts.filter((_, index) => this.#phrases[index]?.isForbidden === false) : null
  }

  toJSON(): string {
    return this.text
  }
}

function phraseOf(token: string): Phrase {
  const isForbidden = token.startsWith('-') && token.length > 1
  const text = isForbidden ? token.slice(1) : token
  return { terms: text.startsWith('"') ? wordsOf(text) : termsOf(text), isForbidden }
}

function occurrences(found: readonly string[], terms: readonly string[]): number {
  let count = 0
  for (let start = 0; start + terms.length <= found.length; start += 1)
    if (terms.every((term, index) => isLike(found[start + index] ?? '', term))) count += 1
  return count
}
