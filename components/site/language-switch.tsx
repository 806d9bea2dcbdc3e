import { LANGUAGE_NAMES, LANGUAGES, localPath, type Language } from '#lib/i18n/languages.ts'
import { directionOf } from '#lib/i18n/written-language.ts'

/** Links to the same page in the other languages. `path` is the page's address without a language. */
export function LanguageSwitch({ language, path, className }: { language: Language; path: string; className: string }) {
  return LANGUAGES.filter((other) => other !== language).map((other) => (
    <a key={other} href={localPath(other, path)} lang={other} dir={directionOf(other)} hrefLang={other} className={className}>
      {LANGUAGE_NAMES[other]}
    </a>
  ))
}
