import type { KeyedParagraph } from './compare-paragraphs.ts'
import { compareWords, type WordRun } from './words.ts'

/** Words that were quoted, with those around them.
 *  @see Web Annotation Data Model, section 4.2.4 (Text Quote Selector) */
export interface Quotation {
  readonly exact: string
  readonly prefix: string
  readonly suffix: string
}

/** So many characters before and after tell a quotation from the same words elsewhere. */
const CONTEXT_LENGTH = 32

/** What became of a quotation in a later state of the text. */
export type QuotationFate =
  | { readonly kind: 'same' }
  /** The same words stand in another paragraph now. */
  | { readonly kind: 'moved'; readonly key: string }
  /** Its paragraph says something else now. */
  | { readonly kind: 'changed'; readonly runs: readonly WordRun[] }
  | { readonly kind: 'gone' }

/** `exact` as quoted from a paragraph; null if that does not say it. Spaces count as one. */
export function quote(words: string, exact: string): Quotation | null {
  const [whole, wanted] = [spaced(words), spaced(exact)]
  const at = wanted === '' ? -1 : whole.indexOf(wanted)
  if (at === -1) return null
  const end = at + wanted.length
  return { exact: wanted, prefix: whole.slice(Math.max(0, at - CONTEXT_LENGTH), at), suffix: whole.slice(end, end + CONTEXT_LENGTH) }
}

/** What became of `quotation`, made in the paragraph `key`, in a text of these paragraphs. Where the paragraph changed, the runs are those of its words
 *  from the quotation with what stood around it to what stands there now. */
export function fateOf(quotation: Quotation, key: string, paragraphs: readonly KeyedParagraph[], language: string): QuotationFate {
  const holds = ({ words }: KeyedParagraph): boolean => spaced(words).includes(quotation.exact)
  const own = paragraphs.find((paragraph) => paragraph.key === key)
  if (own && holds(own)) return { kind: 'same' }
  const others = paragraphs.filter(holds)
  const [other] = others
  if (other && others.length === 1) return { kind: 'moved', key: other.key }
  if (!own) return { kind: 'gone' }
  return { kind: 'changed', runs: compareWords(quotation.exact, nearest(quotation, spaced(own.words)), language) }
}

/** The part of `words` between what stood before and after the quotation, as far as that still stands; else all of it. */
function nearest({ prefix, suffix }: Quotation, words: string): string {
  const begin = prefix === '' ? 0 : words.indexOf(prefix)
  const from = begin === -1 ? 0 : begin + prefix.length
  const end = suffix === '' ? words.length : words.indexOf(suffix, from)
  return words.slice(from, end === -1 ? undefined : end).trim()
}

function spaced(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}
