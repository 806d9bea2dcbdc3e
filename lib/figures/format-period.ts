import { INTL_LOCALES } from '#lib/i18n/languages.ts'
import { formatReducedDate } from '#lib/i18n/reduced-date.ts'
import { figureWords, type FigureLanguage } from './figure-language.ts'
import type { Period } from './period.ts'

/** The period as it reads in `language`: "2014", "June 2002", "2013–2014", "fiscal year 2008", "since 2017", "as of 2015". */
export function formatPeriod({ type, start, end }: Period, language: FigureLanguage): string {
  const words = figureWords(language)
  const from = start === null ? null : formatDate(start, language)
  const to = end === null ? null : formatDate(end, language)
  switch (type) {
    case 'year':
    case 'month':
      return from ?? to ?? ''
    case 'as-of':
      return words('asOf', { date: from ?? to ?? '' })
    case 'fiscal-year':
      return words('fiscalYear', { year: from ?? to ?? '' })
    case 'range':
      return from === to ? (from ?? '') : words('periodRange', { start: from ?? '', end: to ?? '' })
    case 'since':
      return to === null ? words('since', { start: from ?? '' }) : words('sinceUntil', { start: from ?? '', end: to })
    case 'cumulative':
      if (from === null) return to === null ? words('inTotal') : words('inTotalUntil', { end: to })
      return to === null ? words('inTotalSince', { start: from }) : words('inTotalBetween', { start: from, end: to })
  }
}

/** A date of reduced precision: "2014", "June 2002", "January 24, 2012". */
export function formatDate(date: string, language: FigureLanguage): string {
  return formatReducedDate(date, INTL_LOCALES[language])
}
