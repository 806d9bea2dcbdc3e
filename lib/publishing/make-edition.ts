import { compareFigures } from '#lib/changes/compare-figures.ts'
import { EDITION_FORMAT, type EditionContent, type EditionObservation, type EditionSource } from './edition-content.ts'
import { figureText } from './figure-text.ts'
import { type ReadDocuments, resolveObservations } from './resolve-observations.ts'
import { shownFigures } from './shown-figures.ts'
import { isObject, type JsonObject, objectIn, objectsIn, referenceIn, type StoredDocument, textIn } from './stored-document.ts'
import { observationIdsIn } from './used-observations.ts'

/** A transaction that put a state of a fact sheet before the public. */
export interface Publication {
  readonly transactionId: string
  readonly sequence: number
  readonly publishedAt: Date
  /** The sheet as the transaction left it. */
  readonly sheet: StoredDocument
  /** Reads documents as they were just after the transaction. */
  readonly read: ReadDocuments
}

/** The edition that a new one follows. */
export interface Predecessor {
  readonly number: number
  readonly hash: string
  /** Null if its text was removed. */
  readonly content: EditionContent | null
}

/** Fields of a sheet that are not what it says: how it came about, and the note that goes with one edition. */
const LEFT_OUT = new Set(['_rev', '_createdAt', '_updatedAt', '_system', 'changeNote'])

/** What a sheet says, without what tells how it came about: two states of which this is equal make one edition. */
export function saidBy(sheet: StoredDocument): StoredDocument {
  return { ...Object.fromEntries(Object.entries(sheet).filter(([name]) => !LEFT_OUT.has(name))), _id: sheet._id, _type: sheet._type }
}

/** The edition that `publication` makes, after `before` if there is one. What documents lack is null in it; it never fails for what they say. */
export async function makeEdition(publication: Publication, before: Predecessor | null): Promise<EditionContent> {
  const { sheet, read } = publication
  const ids = [referenceIn(sheet, 'country'), referenceIn(sheet, 'institution')].filter((id) => id !== null)
  const named = await read(ids)
  const observations = await resolveObservations(observationIdsIn(sheet), read)
  const sources = await resolveSources(sheet, read)
  const country = named.get(referenceIn(sheet, 'country') ?? '')
  const language = textIn(sheet, 'language') ?? 'en'
  const known = new Map(observations.map((observation) => [observation.id, observation]))
  const said = { sheet: withFigureText(saidBy(sheet), known, language), observations }
  const figures = before?.content ? compareFigures(shownFigures(before.content), shownFigures(said)) : []
  const note = objectIn(sheet, 'changeNote')
  return {
    format: EDITION_FORMAT,
    document: sheet._id,
    number: (before?.number ?? 0) + 1,
    published: publication.publishedAt.toISOString(),
    transaction: publication.transactionId,
    previous: before?.hash ?? null,
    language,
    slug: textIn(objectIn(sheet, 'slug'), 'current') ?? sheet._id,
    heading: headingOf(sheet, country, language),
    country: country ? { id: country._id, code: textIn(country, 'iso2'), name: textIn(country, 'name') } : null,
    institution: toInstitution(named.get(referenceIn(sheet, 'institution') ?? '')),
    change: {
      // A changed figure is a major change, whatever an editor says.
      major: before !== null && (note['major'] === true || figures.some(({ kind }) => kind === 'changed')),
      note: textIn(note, 'text'),
      figures,
    },
    ...said,
    sources,
  }
}

/** What a sheet is called: its own title, else the country's name in its language, else the country's name. */
export function headingOf(sheet: StoredDocument, country: StoredDocument | undefined, language: string): string {
  const named = objectsIn(country, 'names').find((name) => name['language'] === language)
  return textIn(sheet, 'title') ?? textIn(named, 'value') ?? textIn(country, 'name') ?? ''
}

/** What a sheet names as its sources: citations of documents or, in sheets from before there were any, the words themselves. */
async function resolveSources(sheet: StoredDocument, read: ReadDocuments): Promise<readonly EditionSource[]> {
  const cited = objectsIn(sheet, 'sources')
  const documents = await read([...new Set(cited.map((citation) => referenceIn(citation, 'source')).filter((id) => id !== null))])
  return cited.map((citation) => {
    const id = referenceIn(citation, 'source')
    const source = id === null ? citation : documents.get(id)
    const [title, publisher, url, date] = ['title', 'publisher', 'url', 'date'].map((field) => textIn(source, field))
    const [page, table] = [textIn(citation, 'page'), textIn(citation, 'table')]
    return {
      key: textIn(citation, '_key') ?? '',
      title: title ?? null,
      publisher: publisher ?? null,
      url: url ?? null,
      date: date ?? null,
      page,
      table,
    }
  })
}

function toInstitution(institution: StoredDocument | undefined): EditionContent['institution'] {
  if (!institution) return null
  const { seal } = institution
  return {
    id: institution._id,
    name: textIn(institution, 'name'),
    motto: textIn(institution, 'motto'),
    printLabel: textIn(institution, 'printLabel'),
    seal: isObject(seal) ? seal : null,
  }
}

/** `document` with the words that readers see in each of its figures. */
function withFigureText(document: StoredDocument, known: ReadonlyMap<string, EditionObservation>, language: string): StoredDocument {
  const rewrite = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rewrite)
    if (!isObject(value)) return value
    if (value['_type'] === 'figure') return { ...value, text: textOf(value) }
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rewrite(inner)]))
  }
  const textOf = (figure: JsonObject) => figureText(known.get(referenceIn(figure, 'observation') ?? ''), figure, language)
  return {
    ...Object.fromEntries(Object.entries(document).map(([name, value]) => [name, rewrite(value)])),
    _id: document._id,
    _type: document._type,
  }
}
