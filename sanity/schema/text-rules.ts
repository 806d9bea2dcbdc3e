import type { ValidationContext } from 'sanity'
import { findLooseNumbers } from '../check/loose-numbers.ts'

/** In a fact sheet a number is a figure, part of a claim, or marked as neither. Other texts may say any. */
export function warnOfLooseNumbers(block: unknown, { document }: Pick<ValidationContext, 'document'>): true | string {
  if (document?._type !== 'factSheet') return true
  const language = typeof document.language === 'string' ? document.language : 'en'
  const loose = findLooseNumbers(block ?? {}, language)
  if (loose.length === 0) return true
  const words = loose.map((number) => `“${number.words}”`).join(', ')
  return `Bound to nothing: ${words}. Put a figure in its place, or select it and mark it as a claim or as “Not a figure”.`
}
