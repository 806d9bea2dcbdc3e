import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Pool } from 'pg'
import type { KeptOfAuthor } from '../settings.ts'

/** How a pseudonym looks. */
const form = /^p[\da-f]{24}$/

/** Whether `id` could be the pseudonym of somebody, perhaps of somebody forgotten. */
export function isPseudonym(id: string): boolean {
  return form.test(id)
}

/** Knows which pseudonym stands for which person. Inside the lake, and in all it gives out, a person is their pseudonym; this is the one
 *  place that can tell who it is, and whoever is forgotten here is forgotten. */
export class Authors {
  readonly #pool: Pool
  // Another process may forget somebody: it is not remembered for long here.
  readonly #known = new LRUCache<string, string>({ max: 10_000, ttl: 60_000 })

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** The pseudonym of `person`, made up when it is first needed. */
  async pseudonymOf(person: string): Promise<string> {
    const known = this.#known.get(person)
    if (known !== undefined) return known
    const { rows } = await this.#pool.query<{ pseudonym: string }>(
      'select pseudonym from lake.author where person = $1 and not is_former',
      [person],
    )
    const pseudonym = rows[0]?.pseudonym ?? (await this.#make(person))
    this.#known.set(person, pseudonym)
    return pseudonym
  }

  async #make(person: string): Promise<string> {
    // Two requests may come at once: then both get what the first has made.
    const { rows } = await this.#pool.query<{ pseudonym: string }>(
      `insert into lake.author (person, pseudonym) values ($1, $2) on conflict (person) where not is_former do update set person = excluded.person returning pseudonym`,
      [person, `p${randomBytes(12).toString('hex')}`],
    )
    return rows[0]?.pseudonym ?? ''
  }

  /** The persons behind `pseudonyms`, by pseudonym; those who are unknown or forgotten are left out. */
  async personsBehind(pseudonyms: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const asked = pseudonyms.filter((one) => one.isWellFormed() && !one.includes('\0'))
    const { rows } = await this.#pool.query<{ person: string; pseudonym: string }>(
      'select person, pseudonym from lake.author where pseudonym = any($1)',
      [asked],
    )
    return new Map(rows.map((row) => [row.pseudonym, row.person]))
  }

  /** What `person` wrote is from now on `other`'s, who turned out to be the same: their pseudonyms stay what they are. */
  async join(person: string, other: string): Promise<void> {
    this.#known.delete(person)
    this.#known.delete(other)
    await this.#pool.query(
      `update lake.author set person = $2, is_former = is_former or exists (select from lake.author where person = $2 and not is_former)
       where person = $1`,
      [person, other],
    )
  }

  /** What is kept of `person`: their pseudonyms, how many transactions are theirs, and how they like their Studio. */
  async keptOf(person: string): Promise<KeptOfAuthor> {
    const { rows } = await this.#pool.query<{ pseudonym: string; transactions: string }>(
      `select pseudonym, (select count(*) from lake.transaction where author = pseudonym) as transactions from lake.author where person = $1`,
      [person],
    )
    const settings = await this.#pool.query<{ key: string; value: unknown }>(
      'select key, value from lake.key_value where user_id = any($1) order by key',
      [rows.map(({ pseudonym }) => pseudonym)],
    )
    return {
      pseudonyms: rows.map(({ pseudonym }) => pseudonym),
      transactions: rows.reduce((sum, { transactions }) => sum + Number(transactions), 0),
      settings: settings.rows,
    }
  }

  /** Forgets `person`: what they have written stays under a pseudonym that names nobody, and how they like their Studio goes. */
  async forget(person: string): Promise<void> {
    this.#known.delete(person)
    await this.#pool.query(
      `with gone as (delete from lake.author where person = $1 returning pseudonym) delete from lake.key_value where user_id in (select pseudonym from gone)`,
      [person],
    )
  }
}
