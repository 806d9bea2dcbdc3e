import type { Pool } from 'pg'
import { editionTag, EDITIONS_TAG, sheetsChanged } from '#lib/publishing/editions.ts'
import { figureTag, figuresPublished } from '#lib/publishing/published-figures.ts'
import type { Signer } from '#lib/publishing/signer.ts'
import { alertJob } from './alert-job.ts'
import { editionJob } from './edition-job.ts'
import { JobRunner } from './job-runner.ts'
import { type Mailing, MailRound } from './mail-round.ts'
import { type LakeWriting, noteJob } from './note-job.ts'
import { searchJob } from './search-job.ts'
import { within } from './within.ts'

/** A look without being told, for what was missed. */
const lookEveryMs = 10_000

/** So long a write waits for what follows from it: less than the lake's instances wait for each other (`instances.ts`). */
const reachMsMax = 500

/** So long a start waits. */
const beginMsMax = 10_000

/** What jobs are told once. */
export interface JobsSettings {
  readonly pool: Pool
  /** The key of the dataset that the site is made from. */
  readonly dataset: string
  /** What signs editions. */
  readonly signer: Signer
  /** How change notes are taken out once they were used. */
  readonly writing: LakeWriting
  /** How mails go to those who follow something; absent: none do. */
  readonly mailing?: Mailing
}

/** All that follows from transactions of the lake, on this instance. */
export class Jobs {
  readonly #closing = new AbortController()
  readonly #editions: JobRunner
  readonly #notes: JobRunner
  readonly #search: JobRunner
  readonly #alerts: JobRunner
  readonly #mails: MailRound | null
  readonly #listeners = new Set<(tags: readonly string[]) => Promise<void>>()
  readonly #timer: NodeJS.Timeout
  /** Up to which transaction this instance was told which editions were made. */
  #told = 0

  private constructor({ pool, dataset, signer, writing, mailing }: JobsSettings) {
    this.#editions = new JobRunner(pool, dataset, editionJob(signer), this.#closing.signal)
    this.#notes = new JobRunner(pool, dataset, noteJob(writing), this.#closing.signal)
    this.#search = new JobRunner(pool, dataset, searchJob, this.#closing.signal)
    this.#alerts = new JobRunner(pool, dataset, alertJob, this.#closing.signal)
    this.#mails = mailing ? new MailRound(pool, mailing, this.#closing.signal) : null
    this.#timer = setInterval(() => void this.#look(), lookEveryMs)
    this.#timer.unref()
  }

  /** Jobs that have caught up with what was committed while none ran, unless that takes very long: then they are still at it. */
  static async start(settings: JobsSettings): Promise<Jobs> {
    const jobs = new Jobs(settings)
    const caughtUp = Promise.all([jobs.#editions.catchUp(), jobs.#search.catchUp()]).then(([upTo]) => upTo)
    // No page was made yet that could be old.
    const upTo = await within(beginMsMax, caughtUp)
    if (upTo === undefined) void caughtUp.then(() => jobs.#look())
    else jobs.#told = upTo ?? 0
    void jobs.#notes.catchUp()
    void jobs.#tellFollowers()
    return jobs
  }

  /** Resolves when what follows from everything committed before this call is done, or soon if that takes long. Gives the tags of the pages that
   *  it makes old, and that nobody here was told of before. */
  async reach(): Promise<readonly string[]> {
    const news = this.#catchUp()
    const tags = await within(reachMsMax, news)
    void this.#notes.catchUp()
    void news.then(() => this.#tellFollowers())
    // Also without a new edition something came late: the state that an edition stands for.
    if (tags === undefined) void news.then((late) => this.#tell(late.length > 0 ? late : [EDITIONS_TAG]))
    return tags ?? []
  }

  /** Calls `listener` with the tags of pages that became old otherwise: by what was missed, or done on another instance. */
  onNews(listener: (tags: readonly string[]) => Promise<void>): void {
    this.#listeners.add(listener)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#closing.abort()
    await Promise.all([this.#editions.settled(), this.#notes.settled(), this.#search.settled(), this.#alerts.settled()])
    await this.#mails?.close()
  }

  async #look(): Promise<void> {
    await this.#tell(await this.#catchUp())
    await this.#notes.catchUp()
    await this.#tellFollowers()
  }

  /** Tells those who follow something of what is new in it, by what was caught up with; no page waits for that. */
  async #tellFollowers(): Promise<void> {
    await this.#alerts.catchUp()
    await this.#mails?.run()
  }

  async #tell(tags: readonly string[]): Promise<void> {
    if (tags.length > 0) await Promise.all([...this.#listeners].map((listener) => listener(tags)))
  }

  /** The tags of pages that show sheets whose editions changed since this was asked last. Never rejects. */
  async #catchUp(): Promise<readonly string[]> {
    try {
      const [upTo] = await Promise.all([this.#editions.catchUp(), this.#search.catchUp()])
      if (upTo === null || upTo <= this.#told) return []
      const since = this.#told
      const documentIds = await sheetsChanged(since, upTo)
      this.#told = upTo
      const figures = documentIds.length === 0 ? [] : await figuresPublished(since, upTo)
      const tags = [...documentIds.map(editionTag), ...figures.map(({ indicatorId, placeId }) => figureTag(indicatorId, placeId))]
      return documentIds.length === 0 ? [] : [EDITIONS_TAG, ...tags]
    } catch (error) {
      // The next look tells of them.
      if (!this.#closing.signal.aborted) console.error('Which editions are new could not be found out:', error)
      return []
    }
  }
}
