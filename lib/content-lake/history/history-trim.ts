import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../in-transaction.ts'

/** Transactions looked at in one of the database's own: writers wait for none of it. */
const batch = 500

const trimEveryMs = 3_600_000

interface Old {
  readonly sequence: string
  readonly dataset: string
  readonly timestamp: Date
  readonly is_needed: boolean
}

/** Forgets transactions older than so many days, oldest first, in small batches, in one process at a time. Documents stay as they are, and each state since
 *  then can still be told: states are found by walking back, from what is kept to the horizon and no further. */
export class HistoryTrim {
  readonly #pool: Pool
  readonly #days: number
  readonly #closing: AbortSignal
  readonly #timer: NodeJS.Timeout
  #running: Promise<void> = Promise.resolve()

  constructor(pool: Pool, days: number, closing: AbortSignal) {
    this.#pool = pool
    this.#days = days
    this.#closing = closing
    this.#timer = setInterval(() => this.#look(), trimEveryMs)
    this.#timer.unref()
    this.#look()
  }

  /** Resolves when the batch under way has ended. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }

  #look(): void {
    this.#running = this.#running
      .then(() => this.#trim())
      .catch((error: unknown) => {
        console.error('Old history could not be forgotten:', error)
      })
  }

  async #trim(): Promise<void> {
    let from: string | null = '0'
    do from = await this.#forget(from)
    while (from !== null && !this.#closing.aborted)
  }

  /** Forgets a batch after the transaction `from`, and returns the last one looked at; null at the end. */
  async #forget(from: string): Promise<string | null> {
    return inTransaction(this.#pool, async (client) => {
      const { rows: lock } = await client.query<{ mine: boolean }>(
        `select pg_try_advisory_xact_lock(hashtextextended('lake.trim', 0)) as mine`,
      )
      const old = lock[0]?.mine ? await oldAfter(client, from, this.#days) : []
      if (old.length > 0) await forget(client, old)
      return old.length < batch ? null : (old.at(-1)?.sequence ?? null)
    })
  }
}

/** The next transactions that are too old. What a release that is archived would be brought back from is needed still. */
async function oldAfter(client: PoolClient, from: string, days: number): Promise<readonly Old[]> {
  const { rows } = await client.query<Old>(
    `select t.sequence, t.dataset, t.timestamp, exists (
       select 1 from lake.change c join lake.document d on d.dataset = c.dataset and d.id = '_.releases.' || (c.cause ->> 'releaseId')
       where c.sequence = t.sequence and c.cause ->> 'type' = 'release.archive' and d.content ->> 'state' = 'archived') as is_needed
     from (select * from lake.transaction where sequence > $1 order by sequence limit $2) t
     where t.timestamp < now() - make_interval(days => $3) order by t.sequence`,
    [from, batch, days],
  )
  return rows
}

async function forget(client: PoolClient, old: readonly Old[]): Promise<void> {
  const horizons = new Map(old.map((transaction) => [transaction.dataset, transaction]))
  for (const { dataset, sequence, timestamp } of horizons.values())
    await client.query(
      `insert into lake.history_horizon (dataset, sequence, timestamp) values ($1, $2, $3)
       on conflict (dataset) do update set sequence = greatest(history_horizon.sequence, excluded.sequence), timestamp = greatest(history_horizon.timestamp, excluded.timestamp)`,
      [dataset, sequence, timestamp],
    )
  const gone = old.filter((transaction) => !transaction.is_needed).map((transaction) => transaction.sequence)
  await client.query('delete from lake.change where sequence = any($1::bigint[])', [gone])
  await client.query('delete from lake.transaction where sequence = any($1::bigint[])', [gone])
}
