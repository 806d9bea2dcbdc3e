import { LANGUAGES, localPath, type Language } from '#lib/i18n/languages.ts'

/** The languages by the names that their speakers use. */
const NAMES: Record<Language, string> = { en: 'English', es: 'Español' }

/** Links to the same page in the other languages. `path` is the page's address without a language. */
export function LanguageSwitch({ language, path, className }: { language: Language; path: string; className: string }) {
  return LANGUAGES.filter((other) => other !== language).map((other) => (
    <a key={other} href={localPath(other, path)} lang={other} hrefLang={other} className={className}>
      {NAMES[other]}
    </a>
  ))
}
