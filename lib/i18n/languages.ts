/** The languages of the interface. The first has no prefix in addresses. */
export const LANGUAGES = ['en', 'es', 'ar'] as const

export type Language = (typeof LANGUAGES)[number]

export const DEFAULT_LANGUAGE: Language = 'en'

/** The languages by the names that their speakers use. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español', ar: 'العربية' }

/** By which locale `Intl` writes numbers and dates: the one place that says which digits a language has.
 *  @see docs/decisions/0217-arabic-and-right-to-left.md */
export const INTL_LOCALES: Readonly<Record<Language, string>> = { en: 'en', es: 'es', ar: 'ar-u-nu-latn' }

/** Whether `value` names a language of the interface. */
export function isLanguage(value: string): value is Language {
  return (LANGUAGES as readonly string[]).includes(value)
}

/** The public address of `path` (which starts with `/`) in `language`: English has no prefix. */
export function localPath(language: Language, path: string): string {
  if (language === DEFAULT_LANGUAGE) return path
  return path === '/' ? `/${language}` : `/${language}${path}`
}

/** The language of what is at `path`, a public address. */
export function languageOfPath(path: string): Language {
  const first = path.split('/', 2)[1] ?? ''
  return isLanguage(first) ? first : DEFAULT_LANGUAGE
}
