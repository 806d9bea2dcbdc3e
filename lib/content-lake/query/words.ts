import { publishedIdOf } from '../document-id.ts'
import { isRecord } from '../wire.ts'

/** A word that a text must hold for `match` to be true of it; with `prefix`, one that begins so. */
export interface Wanted {
  readonly word: string
  readonly prefix: boolean
}

/** Words are kept up to this length. */
const longestWord = 100
/** A document with more words than these, different ones, is not indexed. */
const mostWords = 20_000

// What `match` of groq-js takes for the parts of words; @see `groq-js` `src/shared/matching.ts`.
const separators = String.raw`!@#$%^&(),\\/?";:{}|[\]+<>\s-`
const words = new RegExp(`[^*${separators}]+`, 'g')
const wordsWithWildcards = new RegExp(`[^${separators}]+`, 'g')
const dotsAtEdges = /(\b\.+|\.+\b)/g
const longestTerm = 1024

const wordless = new Set(['_originalId', '_rev', '_key', '_createdAt', '_updatedAt'])

/** Whether the words of an attribute of this name are in the index. */
export const hasWords = (name: string): boolean => !wordless.has(name)

/** Every word in `document`, in whatever text, folded; null if they are too many. */
export function wordsOf(document: Readonly<Record<string, unknown>>): readonly string[] | null {
  const found = new Set<string>()
  const pending: unknown[] = [document]
  // Seen under its published id, it holds the words of that.
  if (typeof document['_id'] === 'string') pending.push(publishedIdOf(document['_id']))
  while (pending.length > 0) {
    const value = pending.pop()
    if (typeof value === 'string') for (const word of wordsIn(value)) found.add(word)
    else if (Array.isArray(value)) for (const item of value as unknown[]) pending.push(item)
    else if (isRecord(value)) {
      for (const [name, inner] of Object.entries(value)) if (!wordless.has(name)) pending.push(inner)
      // Words of portable text may begin in one span and end in another.
      const text = textOfBlock(value)
      if (text !== null) pending.push(text)
    }
    if (found.size > mostWords) return null
  }
  return [...found]
}

function textOfBlock(block: Readonly<Record<string, unknown>>): string | null {
  const { children } = block
  if (!Array.isArray(children) || children.length < 2) return null
  return children
    .map((child: unknown) => (isRecord(child) && child['_type'] === 'span' && typeof child['text'] === 'string' ? child['text'] : ''))
    .join('')
}

function wordsIn(text: string): string[] {
  return (text.replace(dotsAtEdges, '').match(words) ?? []).map((word) => beginning(fold(word)))
}

/** What any text must hold for `match` to find `patterns` in it, all of them; null if no text does. Words that a wildcard begins ask for nothing. */
export function wantedBy(patterns: readonly string[]): readonly Wanted[] | null {
  const terms = patterns.flatMap((pattern) => pattern.replace(dotsAtEdges, '').match(wordsWithWildcards) ?? [])
  if (terms.length === 0) return null
  return terms.flatMap((term) => {
    const cut = term.slice(0, longestTerm)
    // The term is made a regular expression of as it is, so a dot stands for any character.
    const literal = /^[^*.]*/.exec(cut)?.[0] ?? ''
    const word = fold(literal)
    const kept = beginning(word)
    // Half a character is not to be had from Postgres.
    if (kept === '' || !kept.isWellFormed() || kept.includes('\0')) return []
    return [{ word: kept, prefix: literal.length < cut.length || kept.length < word.length }]
  })
}

/** The same for what someone typed into a field for searching, as `text::query()` takes it: words, `"words in a row"`, `beginning*`; what begins with a
 *  `-` must not be there, and is not asked for. */
export function wantedBySearch(text: string): readonly Wanted[] {
  const parts = text.match(/(?:[^\s"]+|"[^"]*"?)+/g) ?? []
  return wantedBy(parts.filter((part) => !/^-./.test(part))) ?? []
}

/** Words that differ only in case are folded to the same: whatever is alike in lower case, or to a regular expression with the flag `i`. */
function fold(word: string): string {
  if (/^[\0-\x7f]*$/.test(word)) return word.toUpperCase()
  const lower = word.toLowerCase()
  let folded = ''
  for (let index = 0; index < lower.length; index += 1) folded += foldedUnit(lower.charAt(index))
  return folded
}

/** @see ECMAScript, `Canonicalize` */
function foldedUnit(unit: string): string {
  const upper = unit.toUpperCase()
  if (upper.length !== 1) return unit
  return unit.charCodeAt(0) >= 128 && upper.charCodeAt(0) < 128 ? unit : upper
}

/** Not cut within a character. */
function beginning(word: string): string {
  if (word.length <= longestWord) return word
  const cut = word.slice(0, longestWord)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}
