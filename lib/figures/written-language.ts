import { DEFAULT_LANGUAGE, isLanguage } from '#lib/i18n/languages.ts'
import type { FigureLanguage } from './figure-language.ts'

/** The language in which figures are written inside a text of `language`: its own if we have its words, else English. */
export function writtenLanguage(language: string): FigureLanguage {
  return isLanguage(language) ? language : DEFAULT_LANGUAGE
}
