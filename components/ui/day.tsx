import { dateFormat } from '#lib/i18n/formats.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'

/** The day of `at` in words, in the one zone that the server knows for certain. */
export function dayText(at: Date, language: Language): string {
  return dateFormat(INTL_LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(at)
}

/** A day, which machines can read too. */
export function Day({ at, language }: { at: Date; language: Language }) {
  return <time dateTime={at.toISOString()}>{dayText(at, language)}</time>
}
