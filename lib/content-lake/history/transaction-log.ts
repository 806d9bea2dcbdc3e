import type { Pool } from 'pg'

/** Which transactions are wanted. Bounds are included. */
export interface LogQuery {
  readonly dataset: string
  readonly documentIds: readonly string[]
  readonly from: number | null
  readonly to: number | null
  readonly fromTime: string | null
  readonly toTime: string | null
  readonly authors: readonly string[] | null
  readonly newestFirst: boolean
  readonly limit: number
  /** Tell of other documents of the same transactions, too. */
  readonly allDocuments: boolean
  readonly withEffects: boolean
  readonly withMutations: boolean
}

interface Row {
  readonly id: string
  readonly author: string
  readonly timestamp: Date
  readonly changes: readonly {
    readonly id: string
    readonly apply: unknown
    readonly revert: unknown
    readonly mutations: readonly object[]
  }[]
}

/** One transaction, as it is told. */
interface LogLine {
  readonly id: string
  readonly timestamp: string
  readonly author: string
  readonly documentIDs: readonly string[]
  readonly mutations?: readonly object[]
  readonly effects?: Readonly<Record<string, unknown>>
}

/** The transactions that touched any of the documents, one object each.
 *  @see https://www.sanity.io/docs/http-history */
export async function transactionLog(pool: Pool, query: LogQuery): Promise<readonly LogLine[]> {
  const { rows } = await pool.query<Row>(
    `select t.id, t.author, t.timestamp,
      (select jsonb_agg(jsonb_build_object('id', c.document_id, 'apply', c.apply, 'revert', c.revert, 'mutations', c.mutations) order by c.position)
       from lake.change c where c.sequence = t.sequence and ($9 or c.document_id = any($2))) as changes
     from lake.transaction t
     where t.dataset = $1
       and t.sequence in (select sequence from lake.change where dataset = $1 and document_id = any($2) and ($3::bigint is null or sequence >= $3) and ($4::bigint is null or sequence <= $4))
       and ($5::timestamptz is null or t.timestamp >= $5) and ($6::timestamptz is null or t.timestamp <= $6)
       and ($7::text[] is null or t.author = any($7))
     order by t.sequence ${query.newestFirst ? 'desc' : 'asc'} limit $8`,
    [query.dataset, query.documentIds, query.from, query.to, query.fromTime, query.toTime, query.authors, query.limit, query.allDocuments],
  )
  return rows.map((row) => ({
    id: row.id,
    timestamp: row.timestamp.toISOString(),
    author: row.author,
    documentIDs: row.changes.map((change) => change.id),
    ...(query.withMutations ? { mutations: row.changes.flatMap((change) => change.mutations) } : {}),
    ...(query.withEffects
      ? { effects: Object.fromEntries(row.changes.map((change) => [change.id, { apply: change.apply, revert: change.revert }])) }
      : {}),
  }))
}
