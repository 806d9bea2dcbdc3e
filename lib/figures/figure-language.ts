import { createTranslator } from 'use-intl/core'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { figures as ar } from '#lib/i18n/messages/ar/figures.ts'
import { figures as en } from '#lib/i18n/messages/en/figures.ts'
import { figures as es } from '#lib/i18n/messages/es/figures.ts'

/** The languages that figures are written in. */
export type FigureLanguage = Language

const MESSAGES: Record<FigureLanguage, typeof en> = { en, es, ar }

const translators = new Map<FigureLanguage, ReturnType<typeof makeTranslator>>()

function makeTranslator(language: FigureLanguage) {
  return createTranslator<{ figures: typeof en }, 'figures'>({
    locale: INTL_LOCALES[language],
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
