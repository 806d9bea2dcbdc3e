import { dateFormat } from '#lib/i18n/formats.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'

/** A day in figures and words, by the one zone that the server knows for certain. */
export function dayText(at: Date, language: Language): string {
  return dateFormat(INTL_LOCALES[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(at)
}
