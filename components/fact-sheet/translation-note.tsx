import type { ReactNode } from 'react'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { directionOf, languageName, sheetPath } from '#lib/i18n/written-language.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'
import { NewerNotes } from './newer-note.tsx'

interface TranslationNoteProps {
  readonly sheet: FactSheet
  readonly language: Language
  /** Whether the sheet is shown because there is none in the language of the page. */
  readonly isInstead: boolean
}

/** What a reader must know of the language of a sheet: that there is none in their own, or that this is a translation, and of what. */
export function TranslationNote({ sheet, language, isInstead }: TranslationNoteProps) {
  const words = translate('site', language)
  const { slug, language: written, translationOf } = sheet
  if (!isInstead && !translationOf) return null
  const link = (address: string, to: string) => (chunks: ReactNode) => (
    <a href={address} hrefLang={to}>
      {chunks}
    </a>
  )
  return (
    <div lang={language} dir={directionOf(language)} className="note">
      {isInstead && (
        <p>
          {words('notTranslated', { written: languageName(written, language) })}{' '}
          {link(sheetPath(slug, written, language), written)(words('originalAddress'))}
        </p>
      )}
      {translationOf && (
        <p>
          {words.rich(translationOf.isUnofficial ? 'unofficialTranslationOf' : 'translationOf', {
            original: link(sheetPath(translationOf.slug, translationOf.language, language), translationOf.language),
            language: languageName(translationOf.language, language),
          })}
        </p>
      )}
      {translationOf && translationOf.newer.length > 0 && <p>{words('newerCount', { count: translationOf.newer.length })}</p>}
      <NewerNotes sheet={sheet} after={null} language={language} />
    </div>
  )
}
