import { isFiller } from './filler.ts'
import { forStems, wordsIn } from './words.ts'

/** What is asked for: words, or several that stand side by side. */
export interface Term {
  /** At least one, folded. */
  readonly words: readonly string[]
  /** Whether it must not be there. */
  readonly isExcluded: boolean
}

/** A search of more characters is not looked at. */
export const LONGEST_SEARCH = 200
/** Further words are left out. */
const MOST_WORDS = 24

const PART = /(-?)(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|([^\s"“«]+)|["“«])/g

/** What `text` asks for. Quotation marks hold words together, a minus before one excludes it; all else that is no word, quotation marks without another
 *  among it, means nothing. */
export function termsOf(text: string): readonly Term[] {
  const terms: Term[] = []
  let left = MOST_WORDS
  for (const [, minus, straight, curved, angled, plain] of text.matchAll(PART)) {
    const phrase = straight ?? curved ?? angled
    const words = wordsIn(phrase ?? plain ?? '')
      .map(({ word }) => word)
      .slice(0, left)
    left -= words.length
    const isExcluded = minus === '-'
    if (words.length === 0) continue
    if (phrase !== undefined || isExcluded) terms.push({ words, isExcluded })
    else terms.push(...words.map((word) => ({ words: [word], isExcluded })))
  }
  return terms
}

/** Whether `terms` say what is wanted, and not only what is not. */
export function asksForSomething(terms: readonly Term[]): boolean {
  return terms.some(({ isExcluded }) => !isExcluded)
}

/** `terms` in the language of `websearch_to_tsquery`. Its operators are never in a word, so that none is meant by chance.
 *  @param isLoose whether any of them is enough */
export function websearchOf(terms: readonly Term[], language: string, isLoose = false): string {
  const written = ({ words }: Term): string => `"${words.map((word) => forStems(word, language)).join(' ')}"`
  const asked = terms.filter(({ isExcluded }) => !isExcluded)
  // PostgreSQL has a list of such words for the other languages.
  const telling = language === 'ar' ? asked.filter(({ words }) => !words.every((word) => isFiller(word, language))) : asked
  const wanted = (telling.length > 0 ? telling : asked).map(written)
  const unwanted = terms.filter(({ isExcluded }) => isExcluded).map((term) => `-${written(term)}`)
  // `or` binds more loosely than the rest: what is excluded is excluded from each.
  if (isLoose) return wanted.map((one) => [one, ...unwanted].join(' ')).join(' or ')
  return [...wanted, ...unwanted].join(' ')
}

/** `terms` as one would type them. */
export function typedForm(terms: readonly Term[]): string {
  return terms.map(({ words, isExcluded }) => (isExcluded ? '-' : '') + (words.length > 1 ? `"${words.join(' ')}"` : words[0])).join(' ')
}
