import type { Bus } from '../events/bus.ts'
import { Refusal } from './mutation.ts'
import { publishRelease, releaseDocumentId } from './release-actions.ts'
import { UNLIMITED } from '../people/access.ts'
import { TIMEKEEPER } from '../people/housekeepers.ts'
import type { Pool } from 'pg'
import type { Writer } from './transaction.ts'
import type { Work } from './work.ts'

/** Timers can't wait longer than 24 days; and a clock that was set is noticed within this. */
const longestWait = 60_000
/** The database is away for a moment: what is due should not wait much longer than that. */
const pauseAfterFailure = 1_000

interface Due {
  readonly dataset: string
  readonly name: string
  readonly publish_at: string
}

/** Publishes scheduled releases at their time, also those whose time came while nobody ran.
 *  The transaction is named after release and time, so of several processes only one does it, and only once. */
export class ReleaseSchedule {
  readonly #pool: Pool
  readonly #writer: Writer
  readonly #stopListening: readonly (() => void)[]
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #closed = false

  constructor(pool: Pool, writer: Writer, bus: Bus) {
    this.#pool = pool
    this.#writer = writer
    this.#stopListening = [
      bus.follow((commit) => {
        if (commit.changes.some((change) => change.documentId.startsWith('_.releases.'))) this.look()
      }),
      bus.onGap(() => this.look()),
    ]
  }

  /** Publishes what is due, and comes back when the next is. */
  look(): void {
    this.#running = this.#running
      .then(() => this.#look())
      .catch((error: unknown) => {
        console.error('The schedule of releases could not be read:', error)
        this.#wait(pauseAfterFailure)
      })
  }

  /** Ends the waiting, and resolves when what is being published is. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    for (const stop of this.#stopListening) stop()
    await this.#running
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer)
    if (this.#closed) return
    this.#timer = setTimeout(() => this.look(), Math.min(Math.max(milliseconds, 0), longestWait))
    this.#timer.unref()
  }

  async #look(): Promise<void> {
    if (this.#closed) return
    const { rows } = await this.#pool.query<Due>(
      `select dataset, content ->> 'name' as name, content ->> 'publishAt' as publish_at from lake.document
       where type = 'system.release' and content ->> 'state' = 'scheduled' order by content ->> 'publishAt'`,
    )
    const now = Date.now()
    for (const due of rows.filter((row) => Date.parse(row.publish_at) <= now)) await this.#publish(due)
    const next = rows.find((row) => Date.parse(row.publish_at) > now)
    if (next) this.#wait(Date.parse(next.publish_at) - Date.now())
  }

  async #publish(due: Due): Promise<void> {
    const transactionId = `schedule-${due.name}-${due.publish_at.replaceAll(/[^0-9A-Z]/g, '')}`
    const order = { dataset: due.dataset, identity: TIMEKEEPER, access: UNLIMITED, dryRun: false }
    const stillDue = async (work: Work): Promise<boolean> => {
      const release = await work.get(releaseDocumentId(due.name))
      return release?.['state'] === 'scheduled' && release['publishAt'] === due.publish_at
    }
    try {
      await this.#writer.commit({
        ...order,
        transactionId,
        make: async (work) => ((await stillDue(work)) ? publishRelease(work, due.name, 'release.schedule') : []),
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // A release that can't be published, say for a missing reference, is open again and says why.
      const set = { state: 'active', error: { message: error.message } }
      const make = async (work: Work) =>
        (await stillDue(work))
          ? [await work.patch(releaseDocumentId(due.name), { set, unset: ['publishAt'] }, { type: 'release.unset-schedule' })]
          : []
      await this.#writer.commit({ ...order, transactionId: undefined, make })
    }
  }
}
