import type { PoolClient } from 'pg'
import type { Document } from '#lib/content-lake/wire.ts'
import { stateAt } from '#lib/content-lake/history/past-state.ts'
import { patchedState } from '#lib/content-lake/write/mendoza.ts'

/** What a transaction did to one published document. */
export interface PublishedDocumentChange {
  readonly id: string
  readonly before: Document | null
  readonly after: Document | null
}

/** A transaction of the lake, with what it did to published documents of the types asked for. */
export interface LakeTransaction {
  readonly id: string
  readonly sequence: number
  readonly at: Date
  readonly author: string
  readonly changes: readonly PublishedDocumentChange[]
  /** Documents as they were just after it. */
  readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Document>>
  /** Documents as they are now. */
  readonly readLatest: (ids: readonly string[]) => Promise<ReadonlyMap<string, Document>>
}

interface Row {
  readonly sequence: string
  readonly id: string
  readonly timestamp: Date
  readonly author: string
  readonly document_id: string | null
  readonly revert: readonly unknown[]
  readonly previous_revision: string | null
}

/** The next transactions of `dataset` behind `sequence` and up to `upTo`, at most `limit`, in order. Of what they changed, those documents are told that are, or
 *  were, published ones of `types`: drafts, versions and the lake's own documents are passed over without being looked at. */
export async function transactionsAfter(
  client: PoolClient,
  dataset: string,
  sequence: number,
  types: readonly string[],
  limit: number,
  upTo: number,
): Promise<readonly LakeTransaction[]> {
  const { rows } = await client.query<Row>(
    `select t.sequence, t.id, t.timestamp, t.author, c.document_id, c.revert, c.previous_revision
     from (select * from lake.transaction where dataset = $1 and sequence > $2 and sequence <= $5 order by sequence limit $3) t
     left join (lake.change c left join lake.document d on d.dataset = c.dataset and d.id = c.document_id)
       on c.sequence = t.sequence and c.document_id = c.base_id and c.document_id not like '\\_.%' and (d.type is null or d.type = any($4))
     order by t.sequence, c.position`,
    [dataset, sequence, limit, types, upTo],
  )
  const transactions: LakeTransaction[] = []
  for (const at of Map.groupBy(rows, (row) => row.sequence).values()) {
    const [first] = at
    if (!first) continue
    const changes: PublishedDocumentChange[] = []
    for (const row of at) {
      const change = await changeOf(client, dataset, row)
      if (change && types.includes((change.after ?? change.before)?._type ?? '')) changes.push(change)
    }
    transactions.push({
      id: first.id,
      sequence: Number(first.sequence),
      at: first.timestamp,
      author: first.author,
      changes,
      read: (ids) => documentsAt(client, dataset, ids, Number(first.sequence)),
      readLatest: (ids) => documentsAt(client, dataset, ids, Number.MAX_SAFE_INTEGER),
    })
  }
  return transactions
}

async function changeOf(client: PoolClient, dataset: string, row: Row): Promise<PublishedDocumentChange | null> {
  if (row.document_id === null) return null
  const after = await stateAt(client, dataset, row.document_id, Number(row.sequence))
  return { id: row.document_id, before: patchedState(after, row.revert, row.previous_revision), after }
}

/** The documents `ids` as they were just after the transaction `sequence`; those that were not there are left out. Most have not changed since, and
 *  are read together. */
export async function documentsAt(
  client: PoolClient,
  dataset: string,
  ids: readonly string[],
  sequence: number,
): Promise<ReadonlyMap<string, Document>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<{ id: string; content: Document | null; is_later: boolean }>(
    `select wanted.id, d.content, exists (
       select 1 from lake.change c where c.dataset = $1 and c.document_id = wanted.id and c.sequence > $3) as is_later
     from unnest($2::text[]) as wanted(id) left join lake.document d on d.dataset = $1 and d.id = wanted.id`,
    [dataset, ids, sequence],
  )
  const documents = new Map<string, Document>()
  for (const { id, content, is_later } of rows) {
    const state = is_later ? await stateAt(client, dataset, id, sequence) : content
    if (state) documents.set(id, state)
  }
  return documents
}
