import type { Language } from './languages.ts'
import { directionOf } from './written-language.ts'

/** `text` that may be in another script than the words of `language` that stand around it: among those from right to left it keeps its own order and
 *  turns nothing beside it. For words that are no markup; in markup, `<bdi>` does the same.
 *  @see Unicode Standard Annex 9, section 2.7 */
export function isolate(text: string, language: Language): string {
  return directionOf(language) === 'rtl' ? `\u2068${text}\u2069` : text
}
