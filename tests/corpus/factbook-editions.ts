import { readCorpus } from './corpus-directory.ts'
import { type CorpusFile, type CorpusSheet, countryNamed, countrySlug } from './expected-sheet.ts'

interface Field {
  readonly country: { readonly iso2: string; readonly name: string }
  readonly field: string
  readonly versions: readonly { readonly editions: readonly number[]; readonly text: string }[]
}

const PUBLISHER = 'Central Intelligence Agency'

async function readFields(directory: string): Promise<readonly Field[]> {
  return (await readCorpus<{ documents: readonly Field[] }>(directory, 'factbook-editions.json')).documents
}

/** The Factbook's paragraph on each country, with the text of every edition that changed it. */
export async function factbookEditions(directory: string): Promise<CorpusFile> {
  const documents = await readFields(directory)
  return {
    named: [
      { type: 'institution', name: PUBLISHER, slug: 'central-intelligence-agency' },
      ...documents.map(({ country }) => countryNamed(country)),
    ],
    sheets: documents.map(toSheet),
  }
}

/** The texts of each country's paragraph, the oldest first. */
export async function factbookTexts(directory: string): Promise<readonly (readonly string[])[]> {
  return (await readFields(directory)).map(({ versions }) => versions.map(({ text }) => text))
}

function toSheet({ country, field, versions }: Field): CorpusSheet {
  const title = `${country.name}: ${field}`
  return {
    record: {
      type: 'sheet',
      slug: `factbook-illicit-drugs-${countrySlug(country.name)}`,
      language: 'en',
      country: country.iso2,
      institution: PUBLISHER,
      summary: `What the World Factbook printed on ${country.name} under "${field}", from its edition of ${versions[0]?.editions[0]} on.`,
      sources: [],
      versions: versions.map(({ editions, text }) => ({
        issued: String(editions[0]),
        issuedNote: editionsNote(editions),
        title,
        sources: [{ title: 'The World Factbook', publisher: PUBLISHER, date: editionsNote(editions) }],
        sections: [{ body: [{ type: 'paragraph', text }] }],
      })),
    },
    expected: versions.map(({ text }) => ({
      by: 'parts',
      parts: [
        { kind: 'h1', text: title },
        { kind: 'p', text },
      ],
    })),
  }
}

function editionsNote(editions: readonly number[]): string {
  return editions.length === 1 ? `edition of ${editions[0]}` : `editions of ${editions.join(', ')}`
}
