import type { SheetPart } from '#lib/changes/compare-sheets.ts'
import type { EditionContent } from '#lib/publishing/edition-content.ts'
import { type JsonObject, objectIn, objectsIn, textIn } from '#lib/publishing/stored-document.ts'

/** The parts of an edition with their paragraphs, figures left out: what became of those is told by themselves. */
export function partsOf({ sheet }: Pick<EditionContent, 'sheet'>): readonly SheetPart[] {
  const results = objectIn(sheet, 'results')
  return [
    ...objectsIn(sheet, 'sections').map((section) => ({
      key: textIn(section, '_key') ?? '',
      heading: textIn(section, 'heading'),
      paragraphs: paragraphsIn(section, 'body'),
    })),
    {
      key: 'results',
      heading: textIn(results, 'lead'),
      paragraphs: objectsIn(results, 'items').flatMap((item) => paragraphsIn(item, 'body')),
    },
    { key: 'summary', heading: null, paragraphs: [textIn(sheet, 'summary')].filter((text) => text !== null) },
  ]
}

function paragraphsIn(value: JsonObject, field: string): readonly string[] {
  return objectsIn(value, field).flatMap((block) => {
    const text = objectsIn(block, 'children')
      .map((child) => (child['_type'] === 'figure' ? '#' : typeof child['text'] === 'string' ? child['text'] : ''))
      .join('')
      .trim()
    return text === '' ? [] : [text]
  })
}
