import { isObject } from './values.ts'
import { hasWords } from './words.ts'

/** What parts words. */
const separators = '!@#$%^&*(),\\\\/?";:{}|[\\]+<>\\s-'
const words = new RegExp(`[^${separators}]+`, 'g')
const wordsWithWildcards = new RegExp(`[^${separators.replace('*', '')}]+`, 'g')
const longestTerm = 1024
/** As many characters are parted into words while a step of evaluation is made. */
const charactersAStep = 8

const isWordCharacter = (character: string | undefined): boolean => character !== undefined && /\w/.test(character)

/** Dots within and around words are no part of them. */
function withoutDots(text: string): string {
  return text.replace(/\.+/g, (dots, offset: number) =>
    isWordCharacter(text[offset - 1]) || isWordCharacter(text[offset + dots.length]) ? '' : dots,
  )
}

/** The words of `text`, in lower case. */
export function wordsOf(text: string): string[] {
  return withoutDots(text).toLowerCase().match(words) ?? []
}

/** The words of a pattern, in lower case, in which `*` stands for any characters. */
export function termsOf(pattern: string): string[] {
  return (withoutDots(pattern).toLowerCase().match(wordsWithWildcards) ?? []).map((term) => term.slice(0, longestTerm))
}

/** Whether `word` has the form of `term`. Takes at most their lengths multiplied, whatever the wildcards. */
export function isLike(word: string, term: string): boolean {
  if (!term.includes('*')) return word === term
  let at = 0
  let place = 0
  let star = -1
  let resumeAt = 0
  while (at < word.length) {
    if (term[place] === '*') {
      star = place
      place += 1
      resumeAt = at
    } else if (term[place] === word[at]) {
      place += 1
      at += 1
    } else if (star >= 0) {
      place = star + 1
      resumeAt += 1
      at = resumeAt
    } else return false
  }
  while (term[place] === '*') place += 1
  return place === term.length
}

/** All words in the text that `value` holds: a string, or an array of them. With `deep`, objects are looked into too,
 *  but for what nobody wrote: keys, revisions and times. */
export function wordsIn(value: unknown, deep: boolean, spend: (cost: number) => void): string[] {
  const found: string[] = []
  const read = (inner: unknown): void => {
    if (typeof inner === 'string') {
      spend(1 + inner.length / charactersAStep)
      for (const word of wordsOf(inner)) found.push(word)
    } else if (deep && Array.isArray(inner)) inner.forEach(read)
    else if (deep && isObject(inner)) for (const [name, value] of Object.entries(inner)) if (hasWords(name)) read(value)
  }
  if (Array.isArray(value)) value.forEach(read)
  else read(value)
  return found
}

/** The terms of the pattern that `value` is; null if it is none. */
export function termsIn(value: unknown): string[] | null {
  if (typeof value === 'string') return termsOf(value)
  if (!Array.isArray(value) || !value.every((inner) => typeof inner === 'string')) return null
  return value.flatMap(termsOf)
}
