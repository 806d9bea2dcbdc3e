import type { ClientBase } from 'pg'
import type { ReadDocuments } from '#lib/publishing/resolve-observations.ts'
import type { StoredDocument } from '#lib/publishing/stored-document.ts'
import { documentEntry } from './document-entry.ts'
import { type Entry, figureEntryId } from './entry.ts'
import { figureEntries } from './figure-entry.ts'
import { SUBJECT_TYPES } from './subject-names.ts'
import { countWords, deleteEntries, insertEntries, wordCounts } from './write-entries.ts'
import { type FigureKey, writeNames, writeObservations, yearsOfFigures } from './write-names.ts'

/** The types of documents that can be found. */
const FOUND_TYPES: readonly string[] = ['factSheet', 'faqEntry', 'page']
/** The types of documents that have a part in what is found. */
export const INDEXED_TYPES: readonly string[] = [...FOUND_TYPES, ...SUBJECT_TYPES, 'observation', 'unit', 'source']

const FIGURE_ID = /^figure:([^:]+):([^:]+)$/

/** Brings the index to what the documents `changed`, and all that is made from them, now are.
 *  @param read gives published documents as they are now */
export async function keepIndex(client: ClientBase, changed: readonly string[], read: ReadDocuments): Promise<void> {
  const documents = [...(await read(changed)).values()]
  const named = documents.filter(({ _type }) => SUBJECT_TYPES.includes(_type))
  await writeNames(client, changed, named)
  const values = documents.filter(({ _type }) => _type === 'observation')
  const figures = await writeObservations(client, changed, values)
  const { rows } = await client.query<{ id: string }>('select distinct id from search.entry where sources && $1', [changed])
  const known = rows.map(({ id }) => id)
  // An indicator or a place that is new, or had no address, may have had values before.
  const namedIds = named.map(({ _id }) => _id)
  const { rows: waiting } = await client.query<FigureKey>(
    'select distinct indicator, place from search.observation where indicator = any($1) or place = any($1)',
    [namedIds],
  )
  const wanted = new Map(
    [...figures, ...waiting, ...known.flatMap(figureKeyOf)].map((key) => [figureEntryId(key.indicator, key.place), key]),
  )
  const ids = [...new Set([...changed, ...known, ...wanted.keys()])]
  const gone = await deleteEntries(client, ids)
  const entries = [
    ...(await documentEntries(
      ids.filter((id) => !FIGURE_ID.test(id)),
      read,
    )),
    ...(await entriesOfFigures(client, [...wanted.values()], read)),
  ]
  await insertEntries(client, entries)
  await countWords(client, gone, wordCounts(entries))
}

async function documentEntries(ids: readonly string[], read: ReadDocuments): Promise<readonly Entry[]> {
  const documents = [...(await read(ids)).values()]
  return entriesOf(documents, read)
}

async function entriesOf(documents: readonly StoredDocument[], read: ReadDocuments): Promise<readonly Entry[]> {
  const foundable = documents.filter(({ _type }) => FOUND_TYPES.includes(_type))
  const known = remembering(read)
  // What they name, and what that names, for all of them together: one by one they would ask for it again and again.
  const named = await known(referencesIn(foundable))
  await known(referencesIn([...named.values()]))
  const found: Entry[] = []
  for (const document of foundable) {
    const entry = await documentEntry(document, known)
    if (entry) found.push(entry)
  }
  return found
}

/** The ids that `documents` refer to, each once. */
function referencesIn(documents: readonly StoredDocument[]): readonly string[] {
  const ids = new Set<string>()
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('_ref' in value && typeof value._ref === 'string') ids.add(value._ref)
    for (const inner of Object.values(value)) look(inner)
  }
  look(documents)
  return [...ids]
}

async function entriesOfFigures(client: ClientBase, figures: readonly FigureKey[], read: ReadDocuments): Promise<readonly Entry[]> {
  const there = await yearsOfFigures(client, figures)
  const named = await read([...new Set(there.flatMap(({ indicator, place }) => [indicator, place]))])
  return there.flatMap(({ indicator, place, years }) => {
    const [what, where] = [named.get(indicator), named.get(place)]
    return what && where ? figureEntries(what, where, years) : []
  })
}

function figureKeyOf(id: string): readonly FigureKey[] {
  const [, indicator, place] = FIGURE_ID.exec(id) ?? []
  return indicator !== undefined && place !== undefined ? [{ indicator, place }] : []
}

/** What a whole index is made from. */
export interface PublishedContent {
  readonly read: ReadDocuments
  /** Published documents of the types asked for, some at a time. */
  readonly all: (types: readonly string[]) => AsyncIterable<readonly StoredDocument[]>
}

const FIGURES_AT_A_TIME = 500

/** Makes the whole index anew from `content`. */
export async function buildIndex(client: ClientBase, { read, all }: PublishedContent): Promise<void> {
  await client.query('truncate search.entry, search.passage, search.name, search.observation, search.word')
  for await (const documents of all(SUBJECT_TYPES)) await writeNames(client, [], documents)
  for await (const documents of all(['observation'])) await writeObservations(client, [], documents)
  for await (const documents of all(FOUND_TYPES)) await insertEntries(client, await entriesOf(documents, read))
  const { rows } = await client.query<FigureKey>('select distinct indicator, place from search.observation')
  for (let from = 0; from < rows.length; from += FIGURES_AT_A_TIME)
    await insertEntries(client, await entriesOfFigures(client, rows.slice(from, from + FIGURES_AT_A_TIME), read))
  await client.query(
    'insert into search.word (word, language, entries) select word, language, count(*) from search.entry, unnest(vocabulary) as word group by 1, 2',
  )
  // Until the next look of autovacuum the planner would take the tables for empty.
  await client.query('analyze search.entry, search.passage, search.name, search.observation, search.word')
}

/** `read` that asks for each document once. */
function remembering(read: ReadDocuments): ReadDocuments {
  const known = new Map<string, StoredDocument | undefined>()
  return async (ids) => {
    const unknown = ids.filter((id) => !known.has(id))
    if (unknown.length > 0) {
      const found = await read(unknown)
      for (const id of unknown) known.set(id, found.get(id))
    }
    return new Map(
      ids.flatMap((id) => {
        const document = known.get(id)
        return document ? [[id, document] as const] : []
      }),
    )
  }
}
