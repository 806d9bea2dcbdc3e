import type { ReactNode } from 'react'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes, sheetPath } from '#lib/i18n/written-language.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'

const WORDS = { changed: 'newerChanged', added: 'newerAdded', removed: 'newerRemoved' } as const

interface NewerNotesProps {
  readonly sheet: Pick<FactSheet, 'language' | 'translationOf'>
  /** The paragraph of the sheet after which these stand; null: before the first. */
  readonly after: string | null
  readonly language: Language
}

/** What the original of a translation says newer at this place, with the way there. */
export function NewerNotes({ sheet, after, language }: NewerNotesProps) {
  const { translationOf } = sheet
  if (!translationOf) return null
  const words = translate('site', language)
  const original = sheetPath(translationOf.slug, translationOf.language, language)
  const here = translationOf.newer.filter((newer) => newer.after === after)
  return here.map(({ key, kind }) => (
    <p key={`${kind}.${key}`} className="note newer" {...languageAttributes(language, sheet.language)}>
      {words.rich(WORDS[kind], {
        original: (chunks: ReactNode) => (
          <a href={`${original}#${paragraphId(key)}`} hrefLang={translationOf.language}>
            {chunks}
          </a>
        ),
      })}
    </p>
  ))
}

/** The id in the page of the paragraph `key` of a sheet. */
export function paragraphId(key: string): string {
  return `p.${key}`
}
