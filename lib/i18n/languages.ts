/** The languages of the interface. The first has no prefix in addresses. */
export const LANGUAGES = ['en', 'es'] as const

export type Language = (typeof LANGUAGES)[number]

export const DEFAULT_LANGUAGE: Language = 'en'

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
