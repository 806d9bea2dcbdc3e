import type { Body } from './body.ts'
import type { FactSheetText } from './read/fact-sheet.ts'

/** The paragraphs of running text, without marks; pictures are left out. */
export function paragraphsOf(body: Body): readonly string[] {
  return body.flatMap((block) => {
    if (!('children' in block)) return []
    const text = block.children.map((child) => ('text' in child && typeof child.text === 'string' ? child.text : '')).join('')
    return text.trim() === '' ? [] : [text]
  })
}

/** All that a sheet says, as paragraphs in the order of reading: what two states of it are compared by. */
export function sheetParagraphs(sheet: FactSheetText): readonly string[] {
  const { sections, results, contact, sources } = sheet
  const lines = [
    ...sections.flatMap(({ heading, body }) => [heading, ...paragraphsOf(body)]),
    results?.lead,
    ...(results?.items ?? []).flatMap(({ body }) => paragraphsOf(body)),
    ...sources.map(({ title, publisher, date, url }) => [title, publisher, date, url].filter(Boolean).join(', ')),
    [contact?.office, contact?.email, contact?.url].filter(Boolean).join(', '),
  ]
  return lines.flatMap((line) => (line ? [line] : []))
}
