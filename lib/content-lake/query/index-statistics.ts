import type { Pool } from 'pg'

/** As many new documents as these, and twice as many each time, make what Postgres knows of its tables out of date. */
const firstTime = 200
const mostBetween = 50_000

/** Has Postgres look at the tables of the index after they have grown, as it does by itself only some minutes later: while it takes them for small, it
 *  finds documents in the slowest ways. */
export class IndexStatistics {
  readonly #pool: Pool
  #grown = 0
  #next = firstTime
  #looking: Promise<void> = Promise.resolve()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Notes that `count` documents are new, and committed. Does not wait. */
  note(count: number): void {
    this.#grown += count
    if (this.#grown < this.#next) return
    this.#grown = 0
    this.#next = Math.min(2 * this.#next, mostBetween)
    this.#looking = this.#looking.then(() => this.#look())
  }

  async #look(): Promise<void> {
    try {
      await this.#pool.query('analyze lake.document, lake.attribute, lake.place, lake.shape, lake.wording')
    } catch (error) {
      console.error('Postgres could not look at the index:', error)
    }
  }

  /** Resolves when it is not looking. */
  async settled(): Promise<void> {
    await this.#looking
  }
}
