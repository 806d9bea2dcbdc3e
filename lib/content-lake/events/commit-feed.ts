import type { Pool } from 'pg'
import type { Bus, Commit } from './bus.ts'
import { commitsAfter } from './resume.ts'

/** The newest transaction of a dataset. */
export interface Head {
  readonly dataset: string
  readonly sequence: number
}

/** The newest transaction of each dataset: the index is entered once a dataset. */
export const headsQuery = `with recursive head as (
    (select dataset, sequence from lake.transaction order by dataset desc, sequence desc limit 1)
    union all
    select next.dataset, next.sequence from head cross join lateral (
      select dataset, sequence from lake.transaction where dataset < head.dataset order by dataset desc, sequence desc limit 1
    ) next
  )
  select dataset, sequence::float as sequence from head`

/** Brings every commit of every instance to the bus, once and in the order of its dataset: those of this instance as they are made, those of
 *  others from the tables. Notifications only say when to look, so none that is lost loses a commit.
 *
 *  A dataset's numbers follow its commits (`docs/decisions/0020`), so one number is all that must be remembered of it. */
export class CommitFeed {
  readonly #pool: Pool
  readonly #bus: Bus
  readonly #told = new Map<string, number>()
  /** This instance's own commits until they are told: they need not be read. */
  readonly #own = new Map<number, Commit>()
  #turns: Promise<unknown> = Promise.resolve()

  constructor(pool: Pool, bus: Bus) {
    this.#pool = pool
    this.#bus = bus
  }

  /** Begins behind `heads`: what was committed before is nobody's news. */
  begin(heads: readonly Head[]): void {
    for (const { dataset, sequence } of heads) this.#told.set(dataset, sequence)
  }

  /** The number of the newest commit to `dataset` that was told. */
  newest(dataset: string): number {
    return this.#told.get(dataset) ?? 0
  }

  /** Tells of this instance's own `commit`, and before it of whatever others have committed since `previous`, the number before its own.
   *  Resolves when all listeners have finished. */
  async tellOwn(commit: Commit, previous: number): Promise<void> {
    const { dataset, sequence } = commit
    this.#own.set(sequence, commit)
    try {
      await this.#inTurn(async () => {
        if (this.newest(dataset) < previous) return this.#tellMissed(dataset)
        if (this.newest(dataset) >= sequence) return [this.#bus.settled()]
        this.#told.set(dataset, sequence)
        return [this.#bus.publish(commit)]
      })
    } finally {
      this.#own.delete(sequence)
    }
  }

  /** Tells of everything up to `heads`, and resolves when all listeners have finished with it; gives the heads that were news. */
  async reach(heads: readonly Head[]): Promise<readonly Head[]> {
    const news = heads.filter(({ dataset, sequence }) => this.newest(dataset) < sequence)
    await Promise.all(
      heads.map(({ dataset, sequence }) =>
        // Those that are being told to listeners at this moment are waited for.
        this.#inTurn(async () => (this.newest(dataset) < sequence ? this.#tellMissed(dataset) : [this.#bus.settled()])),
      ),
    )
    return news
  }

  /** Looks at the numbers one after the other; listeners may take their time meanwhile. */
  async #inTurn(turn: () => Promise<readonly Promise<void>[]>): Promise<void> {
    const mine = this.#turns.catch(() => undefined).then(turn)
    this.#turns = mine
    await Promise.all(await mine)
  }

  async #tellMissed(dataset: string): Promise<readonly Promise<void>[]> {
    const commits = await commitsAfter(this.#pool, dataset, this.newest(dataset))
    if (commits === null) return this.#skip(dataset)
    return commits.map((commit) => {
      this.#told.set(dataset, commit.sequence)
      return this.#bus.publish(this.#own.get(commit.sequence) ?? commit)
    })
  }

  async #skip(dataset: string): Promise<readonly Promise<void>[]> {
    const { rows } = await this.#pool.query<{ sequence: number }>(
      'select sequence::float as sequence from lake.transaction where dataset = $1 order by sequence desc limit 1',
      [dataset],
    )
    this.#told.set(dataset, rows[0]?.sequence ?? 0)
    return [this.#bus.skip(dataset)]
  }
}
