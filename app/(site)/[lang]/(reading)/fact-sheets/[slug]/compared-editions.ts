import { compareParagraphs, type ParagraphChange } from '#lib/changes/compare-paragraphs.ts'
import { compareSheets } from '#lib/changes/compare-sheets.ts'
import { compareFigures, type FigureChange } from '#lib/changes/compare-figures.ts'
import { INTL_LOCALES, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { EditionContent } from '#lib/publishing/edition-content.ts'
import { shownFigures } from '#lib/publishing/shown-figures.ts'
import { addressedParagraphs } from '#sanity/paragraphs.ts'
import { sheetParts, toEditionSheet } from '#sanity/read/edition-sheet.ts'

/** What differs between two editions: their figures, and their paragraphs by the keys that these keep. */
export interface ComparedEditions {
  readonly figures: readonly FigureChange[]
  readonly paragraphs: readonly ParagraphChange[]
}

export function compareEditions(before: EditionContent, after: EditionContent): ComparedEditions {
  const paragraphsOf = (content: EditionContent) => addressedParagraphs(toEditionSheet(content))
  return {
    figures: compareFigures(shownFigures(before), shownFigures(after)),
    paragraphs: compareParagraphs(paragraphsOf(before), paragraphsOf(after), after.language),
  }
}

/** "3 figures and one paragraph changed since 4 March." */
export function sinceSentence({ figures, paragraphs }: ComparedEditions, date: string, language: Language): string {
  const words = translate('since', language)
  const counted = (
    [
      ['figures', figures.length],
      ['paragraphs', paragraphs.length],
    ] as const
  ).flatMap(([name, count]) => (count > 0 ? [words(name, { count })] : []))
  if (counted.length === 0) return words('otherwise', { date })
  const what = new Intl.ListFormat(INTL_LOCALES[language], { type: 'conjunction' }).format(counted)
  const sentence = words('changed', { what, date })
  return sentence.charAt(0).toLocaleUpperCase(INTL_LOCALES[language]) + sentence.slice(1)
}

/** What differs between two editions, part by part, as their comparison shows it. */
export function compareContents(before: EditionContent, after: EditionContent): ReturnType<typeof compareSheets> {
  return compareSheets(toCompared(before), toCompared(after))
}

function toCompared(content: EditionContent) {
  return { language: content.language, parts: sheetParts(toEditionSheet(content)), figures: shownFigures(content) }
}
