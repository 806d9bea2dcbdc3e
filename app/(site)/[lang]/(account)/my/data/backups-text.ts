import { environment } from '#lib/env.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const DAY_MS = 86_400_000

/** Until when back-ups made before now hold what is deleted now. */
export function backupsText(language: Language, now: Date = new Date()): string {
  const days = environment().BACKUP_DAYS
  const date = new Intl.DateTimeFormat(INTL_LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(now.getTime() + days * DAY_MS)
  return translate('ownAccount', language)('deleteBackups', { days, date })
}
