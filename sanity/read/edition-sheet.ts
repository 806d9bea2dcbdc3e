import { paragraphsOf } from '../plain-text.ts'
import type { FactSheet as FactSheetDocument } from '../sanity.types.ts'
import { toSheetAids } from '../sheet-aids.ts'
import { type FactSheet, type FactSheetText, type Source, toFactSheetText, toIssued } from './fact-sheet.ts'
import { toInstitution } from './institution.ts'

/** As much of an edition as is shown of it. */
interface EditionParts {
  readonly slug: string
  readonly heading: string
  /** The document as it was published, with the words of each figure in its text. */
  readonly sheet: { readonly _id: string; readonly _type: string }
  readonly sources: readonly Source[]
  readonly institution: Parameters<typeof toInstitution>[0]
  readonly transaction: string
}

/** The fact sheet as an edition of it was published: figures in the words that readers saw then. */
export function toEditionSheet({ slug, heading, sheet, sources, institution, transaction }: EditionParts): FactSheet {
  // Only sheets become editions, and they are kept as they were.
  const document = { ...withFiguresAsWords(sheet), _rev: transaction } as FactSheetDocument
  const text = toFactSheetText({ ...document, sources }, new Map())
  const about = {
    summary: document.summary ?? null,
    issued: toIssued(document.issued),
    institution: toInstitution(institution),
    aids: toSheetAids(document),
    translationOf: null,
  }
  return { ...text, ...about, slug, heading, translations: [text.language] }
}

function withFiguresAsWords(value: object): object {
  const rewrite = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(rewrite)
    return typeof inner === 'object' && inner !== null ? withFiguresAsWords(inner) : inner
  }
  if ('_type' in value && value._type === 'figure' && '_key' in value) {
    // What the words come from stays beside them, for notes.
    const from = 'observation' in value ? { observation: value.observation } : {}
    return { _type: 'span', _key: value._key, marks: [], text: 'text' in value ? value.text : '', ...from }
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rewrite(inner)]))
}

/** A sheet's parts as they are compared: sections by their keys, then what every sheet has at most once. */
export function sheetParts({
  heading,
  sections,
  results,
  sources,
  contact,
  language,
}: FactSheetText & Pick<FactSheet, 'heading'>): readonly {
  readonly key: string
  readonly heading: string | null
  readonly paragraphs: readonly string[]
}[] {
  const lines = (...given: readonly (string | null | undefined)[]): readonly string[] => given.flatMap((line) => (line ? [line] : []))
  return [
    { key: 'heading', heading: null, paragraphs: [heading] },
    ...sections.map(({ key, heading, body }) => ({ key: `section-${key}`, heading, paragraphs: paragraphsOf(body, language) })),
    {
      key: 'results',
      heading: results?.lead ?? null,
      paragraphs: (results?.items ?? []).flatMap(({ body }) => paragraphsOf(body, language)),
    },
    {
      key: 'sources',
      heading: null,
      paragraphs: sources.map(({ title, publisher, date, url, page, table }) => lines(title, publisher, date, url, page, table).join(', ')),
    },
    { key: 'contact', heading: null, paragraphs: lines(lines(contact?.office, contact?.email, contact?.url).join(', ')) },
  ]
}
