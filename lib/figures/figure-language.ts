import { createTranslator } from 'use-intl/core'
import { figures as ar } from '#lib/i18n/messages/ar/figures.ts'
import { figures as en } from '#lib/i18n/messages/en/figures.ts'
import { figures as es } from '#lib/i18n/messages/es/figures.ts'

/** The languages that figures are written in. */
export type FigureLanguage = 'en' | 'es' | 'ar'

const MESSAGES: Record<FigureLanguage, typeof en> = { en, es, ar }

const translators = new Map<FigureLanguage, ReturnType<typeof makeTranslator>>()

function makeTranslator(language: FigureLanguage) {
  return createTranslator<{ figures: typeof en }, 'figures'>({
    locale: localeOf(language),
    messages: { figures: MESSAGES[language] },
    namespace: 'figures',
  })
}

/** The patterns that figures are put together by in `language`. */
export function figureWords(language: FigureLanguage): ReturnType<typeof makeTranslator> {
  const made = translators.get(language) ?? makeTranslator(language)
  translators.set(language, made)
  return made
}

/**
 * The locale that numbers and dates of `language` are formatted by. Arabic too has the digits 0 to 9: CLDR's default for the language
 * without a region, and the ones in the addresses, symbols and printed sources beside it. The one place where this is decided.
 * @see docs/decisions/0205-figures-in-words-of-each-language.md
 */
export function localeOf(language: FigureLanguage): string {
  return `${language}-u-ca-gregory-nu-latn`
}
