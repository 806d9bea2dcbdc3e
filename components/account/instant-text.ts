import { dateFormat } from '#lib/i18n/formats.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'

/** A date and time in words, in the one zone that the server knows for certain, which it names. */
export function instantText(at: Date, language: Language): string {
  return dateFormat(INTL_LOCALES[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(at)
}
