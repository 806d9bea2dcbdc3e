import { formatFigure } from '#lib/figures/format-figure.ts'
import { writtenLanguage } from '#lib/figures/written-language.ts'
import { type Body, isBodyFigure } from './body.ts'
import type { FactSheetText } from './read/fact-sheet.ts'

function textOf(child: object, language: string): string {
  if (isBodyFigure(child)) return formatFigure(child.observation, child, writtenLanguage(language))
  return 'text' in child && typeof child.text === 'string' ? child.text : ''
}

/** The paragraphs of running text written in `language`, without marks and with figures as words; pictures are left out. */
export function paragraphsOf(body: Body, language: string): readonly string[] {
  return body.flatMap((block) => {
    if (!('children' in block)) return []
    const text = block.children.map((child) => textOf(child, language)).join('')
    return text.trim() === '' ? [] : [text]
  })
}

/** All that a sheet says, as paragraphs in the order of reading: what two states of it are compared by. */
export function sheetParagraphs(sheet: FactSheetText): readonly string[] {
  const { sections, results, contact, sources, language } = sheet
  const lines = [
    ...sections.flatMap(({ heading, body }) => [heading, ...paragraphsOf(body, language)]),
    results?.lead,
    ...(results?.items ?? []).flatMap(({ body }) => paragraphsOf(body, language)),
    ...sources.map(({ title, publisher, date, url }) => [title, publisher, date, url].filter(Boolean).join(', ')),
    [contact?.office, contact?.email, contact?.url].filter(Boolean).join(', '),
  ]
  return lines.flatMap((line) => (line ? [line] : []))
}
