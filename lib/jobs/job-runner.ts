import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '#lib/content-lake/in-transaction.ts'
import type { Job } from './job.ts'
import { transactionsAfter } from './transactions.ts'

/** Transactions dealt with in one of the database's own. */
const batch = 200

/** Runs a job over the transactions of a dataset, in their order, each once, in one process at a time. How far it has come stands in the database, and
 *  moves with what the job writes: so a process that ends in between, however it ends, leaves nothing out and nothing twice.
 *  @see docs/decisions/0210-what-follows-from-a-transaction.md */
export class JobRunner {
  readonly #pool: Pool
  readonly #dataset: string
  readonly #job: Job
  readonly #closing: AbortSignal
  #pass: Promise<number | null> = Promise.resolve(null)
  #next: Promise<number | null> | null = null

  constructor(pool: Pool, dataset: string, job: Job, closing: AbortSignal) {
    this.#pool = pool
    this.#dataset = dataset
    this.#job = job
    this.#closing = closing
  }

  /** Deals with all that was committed before this call, and resolves with how far the job has then come, on whichever instance; null when that
   *  could not be done now, which the log says. */
  catchUp(): Promise<number | null> {
    this.#next ??= this.#pass.then(() => {
      this.#next = null
      this.#pass = this.#run().catch((error: unknown) => {
        if (!this.#closing.aborted) console.error(`The job "${this.#job.name}" could not go on, and will be tried again:`, error)
        return null
      })
      return this.#pass
    })
    return this.#next
  }

  /** Resolves when nothing runs. */
  async settled(): Promise<void> {
    await this.#pass
  }

  async #run(): Promise<number | null> {
    for (;;) {
      if (this.#closing.aborted) return null
      const { sequence, isDone } = await inTransaction(this.#pool, (client) => this.#advance(client))
      if (isDone) return sequence
    }
  }

  async #advance(client: PoolClient): Promise<{ sequence: number; isDone: boolean }> {
    // Another process that is at it is waited for: it may have begun before the last commit.
    const from = (await this.#locked(client)) ?? (await this.#begin(client))
    const upTo = await this.#reached(client)
    const transactions = await transactionsAfter(client, this.#dataset, from, this.#job.types, batch, upTo)
    for (const transaction of transactions) await this.#job.run(client, transaction)
    const sequence = transactions.at(-1)?.sequence ?? from
    if (sequence !== from)
      await client.query('update jobs.cursor set sequence = $3 where job = $1 and dataset = $2', [this.#job.name, this.#dataset, sequence])
    return { sequence, isDone: transactions.length < batch }
  }

  /** How far the jobs have come that go before this one. */
  async #reached(client: PoolClient): Promise<number> {
    const { behind = [] } = this.#job
    if (behind.length === 0) return Number.MAX_SAFE_INTEGER
    const { rows } = await client.query<{ sequence: string; count: string }>(
      'select coalesce(min(sequence), -1) as sequence, count(*) from jobs.cursor where job = any($1) and dataset = $2',
      [behind, this.#dataset],
    )
    return Number(rows[0]?.count) === behind.length ? Number(rows[0]?.sequence) : -1
  }

  /** How far the job has come, its row locked; null if it never ran. */
  async #locked(client: PoolClient): Promise<number | null> {
    const { rows } = await client.query<{ sequence: string }>(
      'select sequence from jobs.cursor where job = $1 and dataset = $2 for update',
      [this.#job.name, this.#dataset],
    )
    return rows[0] ? Number(rows[0].sequence) : null
  }

  /** Makes the row of a job that runs for the first time, and begins where history does, or with what there is. */
  async #begin(client: PoolClient): Promise<number> {
    await client.query('insert into jobs.cursor (job, dataset, sequence) values ($1, $2, -1) on conflict (job, dataset) do nothing', [
      this.#job.name,
      this.#dataset,
    ])
    const at = (await this.#locked(client)) ?? 0
    // Somebody else was first.
    if (at !== -1) return at
    const { rows } = await client.query<{ horizon: string; newest: string }>(
      `select coalesce((select sequence from lake.history_horizon where dataset = $1), 0) as horizon,
         coalesce((select max(sequence) from lake.transaction where dataset = $1), 0) as newest`,
      [this.#dataset],
    )
    const [horizon, newest] = [Number(rows[0]?.horizon ?? 0), Number(rows[0]?.newest ?? 0)]
    const begun = this.#job.build ? newest : horizon
    // What is committed while it is built is dealt with again after it.
    if (this.#job.build) await this.#job.build(client, this.#dataset)
    else if (horizon > 0) await this.#job.begin?.(client, this.#dataset, horizon)
    await client.query('update jobs.cursor set sequence = $3 where job = $1 and dataset = $2', [this.#job.name, this.#dataset, begun])
    return begun
  }
}
