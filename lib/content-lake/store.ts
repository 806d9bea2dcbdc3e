import type { Pool } from 'pg'
import type { Document } from './wire.ts'

/** The documents of one dataset, read from Postgres. Writing is the affair of `transaction.ts`. */
export class Store {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** The documents with these ids, in no order; those that are not there are left out. */
  async byId(dataset: string, ids: readonly string[]): Promise<Document[]> {
    const { rows } = await this.#pool.query<{ content: Document }>('select content from lake.document where dataset = $1 and id = any($2)', [dataset, ids])
    return rows.map((row) => row.content)
  }
}
