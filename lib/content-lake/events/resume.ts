import type { Pool } from 'pg'
import { patchedState } from '../write/mendoza.ts'
import type { Commit, DocumentChange } from './bus.ts'
import type { Document } from '../wire.ts'

/** Whoever missed more than this starts anew. */
const most = { transactions: 500, changes: 10_000, bytes: 64 * 1024 * 1024 }

interface Extent {
  readonly transactions: number
  readonly changes: number
  readonly bytes: number
}

interface Row {
  readonly sequence: string
  readonly id: string
  readonly author: string
  readonly timestamp: Date
  readonly published_tags: readonly string[]
  readonly draft_tags: readonly string[]
  /** Null where a transaction changed nothing, or what it changed was purged. */
  readonly document_id: string | null
  readonly previous_revision: string | null
  readonly mutations: readonly object[]
  readonly apply: readonly unknown[]
  readonly revert: readonly unknown[]
  readonly content: Document | null
}

/** The id of the newest transaction of `dataset`; null if there is none. */
export async function lastTransaction(pool: Pool, dataset: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>('select id from lake.transaction where dataset = $1 order by sequence desc limit 1', [
    dataset,
  ])
  return rows[0]?.id ?? null
}

/** What a listener names when it comes back that had heard all of the transaction: no document of it is left to be told of. */
export function placeBehind(transactionId: string): string {
  return `${transactionId}#`
}

/** The transactions from that of the event `lastEventId` (`<transaction>#<document>`) on, that one included, in order; null when it is not known or too long ago. */
export async function missedCommits(pool: Pool, dataset: string, lastEventId: string): Promise<readonly Commit[] | null> {
  const transactionId = lastEventId.split('#')[0] ?? ''
  if (transactionId.includes('\0') || !transactionId.isWellFormed()) return null
  const { rows } = await pool.query<{ sequence: string }>(
    `select sequence from lake.transaction where dataset = $1 and id = $2
       and sequence > coalesce((select sequence from lake.history_horizon where dataset = $1), 0)`,
    [dataset, transactionId],
  )
  return rows[0] ? commitsAfter(pool, dataset, Number(rows[0].sequence) - 1) : null
}

/** The transactions of `dataset` behind `sequence`, in order, with the states before and after them; null when they are too many to be told. */
export async function commitsAfter(pool: Pool, dataset: string, sequence: number): Promise<readonly Commit[] | null> {
  const { rows: extents } = await pool.query<Extent>(
    `select count(distinct sequence)::integer as transactions, count(*)::integer as changes,
       coalesce(sum(pg_column_size(apply) + pg_column_size(revert) + pg_column_size(mutations)), 0)::float as bytes
     from (select * from lake.change where dataset = $1 and sequence > $2 order by sequence limit $3) missed`,
    [dataset, sequence, most.changes + 1],
  )
  const [extent] = extents
  if (!extent || extent.transactions > most.transactions || extent.changes > most.changes || extent.bytes > most.bytes) return null
  // One statement sees one state of the database: the documents as they are after the last of these changes.
  const { rows } = await pool.query<Row>(
    `select t.sequence, t.id, t.author, t.timestamp, t.published_tags, t.draft_tags, c.document_id, c.previous_revision, c.mutations, c.apply, c.revert, d.content
     from lake.transaction t
     left join lake.change c on c.sequence = t.sequence
     left join lake.document d on d.dataset = $1 and d.id = c.document_id
     where t.dataset = $1 and t.sequence > $2
     order by t.sequence desc, c.position desc`,
    [dataset, sequence],
  )
  return walkBack(dataset, rows)
}

/** From the newest change back, each state before a change is made from the state after it. */
function walkBack(dataset: string, rows: readonly Row[]): readonly Commit[] {
  const states = new Map<string, Document | null>()
  const commits: { commit: Omit<Commit, 'changes'>; changes: DocumentChange[] }[] = []
  for (const row of rows) {
    const sequence = Number(row.sequence)
    let last = commits.at(-1)
    if (last?.commit.sequence !== sequence) {
      const commit = {
        dataset,
        sequence,
        transactionId: row.id,
        author: row.author,
        timestamp: row.timestamp.toISOString(),
        publishedTags: row.published_tags,
        draftTags: row.draft_tags,
      }
      last = { commit, changes: [] }
      commits.push(last)
    }
    if (row.document_id === null) continue
    const after = states.has(row.document_id) ? (states.get(row.document_id) ?? null) : row.content
    const before = patchedState(after, row.revert, row.previous_revision)
    states.set(row.document_id, before)
    last.changes.unshift({
      documentId: row.document_id,
      before,
      after,
      mutations: row.mutations,
      effects: { apply: row.apply, revert: row.revert },
    })
  }
  return commits.toReversed().map(({ commit, changes }) => ({ ...commit, changes }))
}
