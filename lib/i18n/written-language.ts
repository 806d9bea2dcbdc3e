import { DEFAULT_LANGUAGE, INTL_LOCALES, isLanguage, LANGUAGE_NAMES, localPath, type Language } from './languages.ts'

/** Which way a text runs. */
export type Direction = 'ltr' | 'rtl'

/** A language of two or three letters, and what narrows it down. Longer names of languages were foreseen and never given. */
const TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/
const LENGTH_MAX = 35

/** Whether `tag` is a language tag that `Intl` understands, spelled with the usual capitals: `zh-Hant`, `es-PE`.
 *  @see BCP 47 (RFC 5646), sections 2.1, 2.1.1 and 4.4.1 */
export function isLanguageTag(tag: string): boolean {
  return usualSpelling(tag) === tag
}

/** `tag` with the usual capitals; null if it is no language tag. An older tag stays: `tl` is not made `fil`. */
export function usualSpelling(tag: string): string | null {
  if (tag.length > LENGTH_MAX || !TAG.test(tag)) return null
  try {
    Intl.getCanonicalLocales(tag)
  } catch {
    return null
  }
  const parts = tag.toLowerCase().split('-')
  const firstExtension = parts.findIndex((part) => part.length === 1)
  return parts
    .map((part, index) => {
      if (index === 0 || (firstExtension !== -1 && index >= firstExtension)) return part
      if (part.length === 2) return part.toUpperCase()
      return /^[a-z]{4}$/.test(part) ? part.charAt(0).toUpperCase() + part.slice(1) : part
    })
    .join('-')
}

/** Which way text in the language `tag` runs, by its script; left to right for what is no language tag. */
export function directionOf(tag: string): Direction {
  return isLanguageTag(tag) && new Intl.Locale(tag).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr'
}

/** The attributes of an element whose text is in `written` where the text around it is in `around`: its language and, where it runs the
 *  other way, its direction; none if they are one language. */
export function languageAttributes(written: string, around: string): { readonly lang?: string; readonly dir?: Direction } {
  if (written === around) return {}
  const dir = directionOf(written)
  return dir === directionOf(around) ? { lang: written } : { lang: written, dir }
}

/** The name of the language `tag`, and the language that this name is in: its own, where it is known, else `language`. */
export function ownName(tag: string, language: Language): { readonly name: string; readonly lang: string } {
  if (isLanguage(tag)) return { name: LANGUAGE_NAMES[tag], lang: tag }
  if (!isLanguageTag(tag) || Intl.DisplayNames.supportedLocalesOf(tag).length === 0)
    return { name: languageName(tag, language), lang: language }
  return { name: capitalised(languageNameIn(tag, tag), tag), lang: tag }
}

/** What the language `tag` is called in `language`, as in the middle of a sentence; the tag itself if nobody knows. */
export function languageName(tag: string, language: Language): string {
  return isLanguageTag(tag) ? languageNameIn(tag, INTL_LOCALES[language]) : tag
}

/**
 * The public address of the fact sheet `slug` as it is written in `written`: the plain one in a language of the interface, and in any
 * other language one that names it, within the interface in `language`.
 * @see docs/decisions/0218-content-in-any-language.md
 */
export function sheetPath(slug: string, written: string, language: Language = DEFAULT_LANGUAGE): string {
  const path = `/fact-sheets/${slug}`
  return isLanguage(written) ? localPath(written, path) : localPath(language, `${path}/in/${written}`)
}

function languageNameIn(tag: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
}

function capitalised(name: string, locale: string): string {
  const [first = ''] = name
  return first.toLocaleUpperCase(locale) + name.slice(first.length)
}
