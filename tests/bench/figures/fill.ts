import type { Pool } from 'pg'
import { entriesOf, orderable, placeOf } from '#lib/content-lake/query/index-entries.ts'
import type { Document } from '#lib/content-lake/wire.ts'
import { type FigureDocument, figureDocuments } from './documents.ts'

const BATCH = 2000

/** Built again when all is in: row by row they take most of the time. */
const INDEXES = [
  'document_base',
  'document_type',
  'document_shape',
  'document_refers_to',
  'document_refers_strongly_to',
  'wording_words',
] as const
const KEY_OF_ATTRIBUTES = 'attribute_place_key_document_pk'

/** Puts `sheets` published sheets and ten times as many observations straight into the tables of an empty lake, as the lake itself would have kept them
 *  but for their history. Gives how many documents these are. */
export async function fillWithFigures(pool: Pool, dataset: string, sheets: number): Promise<number> {
  const { rows } = await pool.query<{ definition: string }>(
    `select indexdef as definition from pg_indexes where schemaname = 'lake' and indexname = any($1)`,
    [[...INDEXES]],
  )
  await pool.query(
    `${INDEXES.map((name) => `drop index lake.${name};`).join(' ')} alter table lake.attribute drop constraint ${KEY_OF_ATTRIBUTES}`,
  )
  const client = await pool.connect()
  let count = 0
  try {
    await client.query('set synchronous_commit = off')
    for (const documents of inBatches(figureDocuments(sheets))) {
      await client.query(INSERT, parametersOf(dataset, documents, count + 1))
      count += documents.length
    }
    await client.query(`set maintenance_work_mem = '512MB'`)
    await client.query(`alter table lake.attribute add constraint ${KEY_OF_ATTRIBUTES} primary key (place, key, document)`)
    for (const { definition } of rows) await client.query(definition)
  } finally {
    client.release(true)
  }
  await pool.query(`select setval(pg_get_serial_sequence('lake.document', 'number'), $1)`, [count + 1])
  await pool.query('vacuum analyze lake.document, lake.attribute, lake.wording, lake.place, lake.shape')
  return count
}

const INSERT = `with written as (
    insert into lake.document (dataset, id, type, revision, content, number, indexed, shape, refers_to) overriding system value
    select $1, x.content ->> '_id', x.content ->> '_type', 'bench', x.content, x.number, x.indexed, x.shape, x.refers
    from jsonb_to_recordset($2) as x(content jsonb, number bigint, indexed smallint, shape bigint, refers text[])
  ), worded as (
    insert into lake.wording (document, words)
    select x.number, array_to_tsvector(x.words) from jsonb_to_recordset($2) as x(number bigint, words text[])
  ), placed as (
    insert into lake.place (id, dataset, type, path)
    select x.id, $1, x.type, x.path from jsonb_to_recordset($3) as x(id bigint, type text, path text) on conflict do nothing
  ), shaped as (
    insert into lake.shape (id, dataset, type, paths)
    select x.id, $1, x.type, x.paths from jsonb_to_recordset($4) as x(id bigint, type text, paths text[]) on conflict do nothing
  )
  insert into lake.attribute (place, key, document) select * from unnest($5::bigint[], $6::text[], $7::bigint[])`

function parametersOf(dataset: string, documents: readonly FigureDocument[], first: number): unknown[] {
  const places = new Map<string, object>()
  const shapes = new Map<string, object>()
  const [attributePlaces, keys, numbers]: [string[], string[], number[]] = [[], [], []]
  const rows = documents.map((content, index) => {
    const { indexed, shape, attributes, words } = entriesOf(dataset, content as unknown as Document)
    const number = first + index
    shapes.set(shape, { id: shape, type: content._type, paths: orderable(attributes) })
    for (const { path, key } of attributes) {
      const place = placeOf(dataset, content._type, path)
      places.set(place, { id: place, type: content._type, path })
      attributePlaces.push(place)
      keys.push(key)
      numbers.push(number)
    }
    return { content, number, indexed, shape, words, refers: [...new Set(referencesIn(content))] }
  })
  return [dataset, rows, [...places.values()], [...shapes.values()]]
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    .concat([attributePlaces, keys, numbers] as never[])
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = '_ref' in value && typeof value._ref === 'string' ? [value._ref] : []
  return [...own, ...Object.values(value).flatMap(referencesIn)]
}

function* inBatches(documents: Iterable<FigureDocument>): Generator<readonly FigureDocument[]> {
  let batch: FigureDocument[] = []
  for (const document of documents) {
    batch.push(document)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
