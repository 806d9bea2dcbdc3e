import type { FigureLanguage } from './figure-language.ts'

const KNOWN: readonly FigureLanguage[] = ['en', 'es', 'ar']

/** The language in which figures are written inside a text of `language`: its own if we have its words, else English. */
export function writtenLanguage(language: string): FigureLanguage {
  return KNOWN.find((known) => known === language) ?? 'en'
}
