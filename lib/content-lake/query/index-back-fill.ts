import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../in-transaction.ts'
import { type BoundedRow, boundedRowsSql } from './bounded-rows.ts'
import { indexed, notIndexable } from './index-entries.ts'
import { IndexRows, indexSql } from './index-rows.ts'
import type { Document } from '../wire.ts'

/** Indexes the documents that the index does not know, a few at a time, until there are none or `stop` is aborted; where it was ended, it goes on
 *  the next time. Queries are right meanwhile, and slow. Gives how many it has indexed. */
export async function fillIndex(pool: Pool, stop: AbortSignal): Promise<number> {
  let filled = 0
  const { rows } = await pool.query<{ dataset: string }>(
    'select distinct dataset from lake.document where indexed <> $1 and indexed <> $2',
    [indexed, notIndexable],
  )
  for (const { dataset } of rows) {
    for (let after: string | undefined = ''; after !== undefined && !stop.aborted;) {
      const from: string = after
      const ids: readonly string[] = await inTransaction(pool, (client) => fillSome(client, dataset, from))
      filled += ids.length
      after = ids.at(-1)
    }
  }
  // Until the next look of autovacuum the planner would take what was filled for nothing.
  if (filled > 0 && !stop.aborted) await pool.query('analyze lake.attribute, lake.wording, lake.document')
  return filled
}

/** Indexes some documents after the id `after`, and gives their ids. */
async function fillSome(client: PoolClient, dataset: string, after: string): Promise<readonly string[]> {
  // As writers do: nobody changes a document meanwhile.
  await client.query(`select pg_advisory_xact_lock(hashtextextended('lake.' || $1, 0))`, [dataset])
  const { rows } = await client.query<BoundedRow>(boundedRowsSql('d.indexed <> $3 and d.indexed <> $4'), [
    dataset,
    after,
    indexed,
    notIndexable,
  ])
  if (rows.length === 0) return []
  const index = new IndexRows(dataset)
  const there = rows.flatMap(({ id, text }) => {
    const entries = index.add(id, null, JSON.parse(text) as Document)
    return entries ? [{ id, indexed: entries.indexed, shape: entries.shape }] : []
  })
  await client.query(
    `with written as (
       update lake.document d set indexed = x.indexed, shape = x.shape
       from jsonb_to_recordset($2) as x(id text, indexed smallint, shape bigint) where d.dataset = $1 and d.id = x.id
       returning d.id, d.number
     ), ${indexSql(3)}
     select 1`,
    [dataset, JSON.stringify(there), ...index.values()],
  )
  return rows.map(({ id }) => id)
}
