import type { BlockRecord } from '#sanity/import/record.ts'
import { readCorpus } from './corpus-directory.ts'
import { type CorpusFile, type CorpusSheet, countryNamed, countrySlug, type Part } from './expected-sheet.ts'

interface HistorySection {
  readonly level: 1 | 2 | 3
  readonly heading: string
  readonly paragraphs: readonly string[]
  readonly list?: readonly string[]
}

interface History {
  readonly id: string
  readonly country: { readonly iso2: string; readonly name: string }
  readonly title: string
  readonly credit: readonly string[]
  readonly sections: readonly HistorySection[]
}

const PUBLISHER = 'Office of the Historian, U.S. Department of State'

/** The history of relations with each country, with headings three deep and its credit at the end. */
export async function countryHistories(directory: string): Promise<CorpusFile> {
  const { documents } = await readCorpus<{ documents: readonly History[] }>(directory, 'country-histories.json')
  return {
    named: [
      { type: 'institution', name: PUBLISHER, slug: 'office-of-the-historian' },
      ...documents.map(({ country }) => countryNamed(country)),
    ],
    sheets: documents.map(toSheet),
  }
}

function toSheet({ id, country, title, credit, sections }: History): CorpusSheet {
  return {
    record: {
      type: 'sheet',
      slug: id,
      language: 'en',
      country: country.iso2,
      institution: PUBLISHER,
      summary: `How the United States and ${country.name} recognized each other and exchanged envoys, in dated sections.`,
      sources: [{ title, publisher: PUBLISHER, url: `https://history.state.gov/countries/${countrySlug(country.name)}` }],
      versions: [
        { issued: null, title, sections: [...toSections(sections), { body: credit.map((text) => ({ type: 'paragraph', text })) }] },
      ],
    },
    expected: [
      {
        by: 'parts',
        parts: [{ kind: 'h1', text: title }, ...sections.flatMap(toParts), ...credit.map((text) => ({ kind: 'p', text }))],
      },
    ],
  }
}

/** Headings of the first level begin a section of the sheet, the others stand inside. */
function toSections(sections: readonly HistorySection[]) {
  const made: { heading: string; body: BlockRecord[] }[] = []
  for (const { level, heading, paragraphs, list = [] } of sections) {
    if (level === 1) made.push({ heading, body: [] })
    else made.at(-1)?.body.push({ type: 'heading', level: level === 2 ? 3 : 4, text: heading })
    made.at(-1)?.body.push(...paragraphs.map((text) => ({ type: 'paragraph' as const, text })))
    made.at(-1)?.body.push(...list.map((text) => ({ type: 'bullet' as const, text })))
  }
  return made
}

function toParts({ level, heading, paragraphs, list = [] }: HistorySection): readonly Part[] {
  return [
    { kind: `h${level + 1}`, text: heading },
    ...paragraphs.map((text) => ({ kind: 'p', text })),
    ...list.map((text) => ({ kind: 'bullet 1', text })),
  ]
}
