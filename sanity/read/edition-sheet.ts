import { paragraphsOf } from '../plain-text.ts'
import type { FactSheet as FactSheetDocument } from '../sanity.types.ts'
import { type FactSheet, type FactSheetText, toFactSheetText } from './fact-sheet.ts'
import { toInstitution } from './institution.ts'

/** As much of an edition as is shown of it. */
interface EditionParts {
  readonly slug: string
  readonly heading: string
  /** The document as it was published, with the words of each figure in its text. */
  readonly sheet: { readonly _id: string; readonly _type: string }
  readonly institution: Parameters<typeof toInstitution>[0]
  readonly transaction: string
}

/** The fact sheet as an edition of it was published. */
export function toEditionSheet({ slug, heading, sheet, institution, transaction }: EditionParts): FactSheet {
  // Only sheets become editions, and they are kept as they were.
  const document = { ...sheet, _rev: transaction } as FactSheetDocument
  const text = toFactSheetText(document)
  return {
    ...text,
    slug,
    heading,
    translations: [text.language],
    summary: document.summary ?? null,
    institution: toInstitution(institution),
  }
}

/** A sheet's parts as they are compared: sections by their keys, then what every sheet has at most once. */
export function sheetParts({ sections, results, sources, contact }: FactSheetText): readonly {
  readonly key: string
  readonly heading: string | null
  readonly paragraphs: readonly string[]
}[] {
  const lines = (...given: readonly (string | null | undefined)[]): readonly string[] => given.flatMap((line) => (line ? [line] : []))
  return [
    ...sections.map(({ key, heading, body }) => ({ key: `section-${key}`, heading, paragraphs: paragraphsOf(body) })),
    { key: 'results', heading: results?.lead ?? null, paragraphs: (results?.items ?? []).flatMap(({ body }) => paragraphsOf(body)) },
    {
      key: 'sources',
      heading: null,
      paragraphs: sources.map(({ title, publisher, date, url }) => lines(title, publisher, date, url).join(', ')),
    },
    { key: 'contact', heading: null, paragraphs: lines(lines(contact?.office, contact?.email, contact?.url).join(', ')) },
  ]
}
