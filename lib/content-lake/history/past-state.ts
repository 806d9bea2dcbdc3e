import type { Pool, PoolClient } from 'pg'
import { patchedState } from '../write/mendoza.ts'
import type { Document } from '../wire.ts'

/** A moment in the history of a dataset: just after the transaction with this sequence number. */
export type Moment = number

/** Up to where history was forgotten: the last moment of which the states can be told; null where none was. */
export async function horizonOf(pool: Pool, dataset: string): Promise<Moment | null> {
  const { rows } = await pool.query<{ sequence: string }>('select sequence from lake.history_horizon where dataset = $1', [dataset])
  return rows[0] ? Number(rows[0].sequence) : null
}

/** The moment that a revision, which is the id of a transaction, names; null if there is no such transaction, or none any more. */
export async function momentOfRevision(pool: Pool, dataset: string, revision: string): Promise<Moment | null> {
  const { rows } = await pool.query<{ sequence: string }>(
    `select sequence from lake.transaction where dataset = $1 and id = $2
       and sequence > coalesce((select sequence from lake.history_horizon where dataset = $1), 0)`,
    [dataset, revision],
  )
  return rows[0] ? Number(rows[0].sequence) : null
}

/** The last moment not after `time`; null when everything came later, or what was then has been forgotten. */
export async function momentOfTime(pool: Pool, dataset: string, time: Date): Promise<Moment | null> {
  const { rows } = await pool.query<{ sequence: string | null; horizon: string | null; is_told: boolean | null }>(
    `select (select max(sequence) from lake.transaction where dataset = $1 and timestamp <= $2) as sequence,
       (select sequence from lake.history_horizon where dataset = $1) as horizon, (select timestamp <= $2 from lake.history_horizon where dataset = $1) as is_told`,
    [dataset, time.toISOString()],
  )
  const { sequence = null, horizon = null, is_told = null } = { ...rows[0] }
  if (horizon === null) return sequence === null ? null : Number(sequence)
  return is_told ? Math.max(Number(sequence ?? 0), Number(horizon)) : null
}

/** The document `id` at a `revision` whose transaction was forgotten: as it is, if it was not changed since, or as the oldest change that is kept found it. */
export async function stateBeyondLog(pool: Pool, dataset: string, id: string, revision: string): Promise<Document | null> {
  const { rows } = await pool.query<{ content: Document | null; sequence: string | null }>(
    `select (select content from lake.document where dataset = $1 and id = $2 and revision = $3) as content,
       (select sequence from lake.change where dataset = $1 and document_id = $2 and previous_revision = $3 order by sequence limit 1) as sequence`,
    [dataset, id, revision],
  )
  const { content = null, sequence = null } = { ...rows[0] }
  return content ?? (sequence === null ? null : stateAt(pool, dataset, id, Number(sequence) - 1))
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
export async function stateAt(pool: Pool | PoolClient, dataset: string, id: string, moment: Moment): Promise<Document | null> {
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
