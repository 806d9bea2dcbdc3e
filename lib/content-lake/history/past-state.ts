import type { Pool } from 'pg'
import { patchedState } from '../write/mendoza.ts'
import type { Document } from '../wire.ts'

/** A moment in the history of a dataset: just after the transaction with this sequence number. */
export type Moment = number

/** The moment that a revision, which is the id of a transaction, names; null if there is no such transaction. */
export async function momentOfRevision(pool: Pool, dataset: string, revision: string): Promise<Moment | null> {
  const { rows } = await pool.query<{ sequence: string }>('select sequence from lake.transaction where dataset = $1 and id = $2', [
    dataset,
    revision,
  ])
  return rows[0] ? Number(rows[0].sequence) : null
}

/** The last moment not after `time`; 0 when everything came later. */
export async function momentOfTime(pool: Pool, dataset: string, time: Date): Promise<Moment> {
  const { rows } = await pool.query<{ sequence: string | null }>(
    'select max(sequence) as sequence from lake.transaction where dataset = $1 and timestamp <= $2',
    [dataset, time.toISOString()],
  )
  return Number(rows[0]?.sequence ?? 0)
}

interface Row {
  readonly revert: readonly unknown[]
  readonly previous_revision: string | null
  readonly result_revision: string | null
  readonly snapshot: Document | null
  readonly content: Document | null
}

/** Whole states are kept at each 32nd change, so the walk back from one is never longer. */
const longestWalk = 40

/** The document `id` as it was at `moment`; null if it was not there. */
export async function stateAt(pool: Pool, dataset: string, id: string, moment: Moment): Promise<Document | null> {
  // One statement sees one state of the database, so changes and content belong together.
  const { rows } = await pool.query<Row>(
    `select c.revert, c.previous_revision, c.result_revision, c.snapshot, d.content
     from (select 1) one left join lake.document d on d.dataset = $1 and d.id = $2
     left join lateral (select * from lake.change where dataset = $1 and document_id = $2 and sequence > $3 order by sequence limit $4) c on true
     order by c.sequence`,
    [dataset, id, moment, longestWalk],
  )
  const later = rows.filter((row) => row.revert !== null)
  const known = later.findIndex((row) => row.snapshot !== null || row.result_revision === null)
  let state: Document | null = known === -1 ? (rows[0]?.content ?? null) : (later[known]?.snapshot ?? null)
  const walk = known === -1 ? later : later.slice(0, known + 1)
  for (const row of walk.toReversed()) state = patchedState(state, row.revert, row.previous_revision)
  return state
}

/** The last state in which the document `id` was there, though it may be gone by now.
 *
 *  A version that went with the publication of its release has that transaction as its `_rev`: the Studio, when it takes a release back, looks
 *  from there for what the documents were before (`sanity` `src/core/releases/tool/components/releaseCTAButtons/ReleaseRevertButton/useDocumentRevertStates.ts`). */
export async function lastStateOf(pool: Pool, dataset: string, id: string): Promise<Document | null> {
  const { rows } = await pool.query<{
    content: Document | null
    revert: readonly unknown[] | null
    previous_revision: string | null
    cause: string | null
    revision: string | null
  }>(
    `select d.content, gone.revert, gone.previous_revision, gone.cause ->> 'type' as cause, t.id as revision
     from (select 1) one left join lake.document d on d.dataset = $1 and d.id = $2
     left join lateral (select * from lake.change where dataset = $1 and document_id = $2 and result_revision is null order by sequence desc limit 1) gone on true
     left join lake.transaction t on t.sequence = gone.sequence`,
    [dataset, id],
  )
  const row = rows[0]
  if (!row || row.content || !row.revert) return row?.content ?? null
  const wasPublished = row.cause === 'release.publish' || row.cause === 'release.schedule'
  return patchedState(null, row.revert, wasPublished ? row.revision : row.previous_revision)
}
