import { createHash, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Bus, Commit } from './bus.ts'
import { Channel, type Message } from './channel.ts'
import { CommitFeed, type Head, headsQuery } from './commit-feed.ts'

/** So long after a look at the tables an instance may answer from what it keeps. Less than `patienceMs`, by more than clocks differ in that time. */
const leaseMs = 900
/** So long a publisher waits for the others. */
const patienceMs = 1_000
/** A look at the tables while pages are asked for, and while nobody asks. */
const beatMs = { busy: 300, idle: 5_000 }

/** Every instance holds this advisory lock on its channel's connection, shared, with the mark of its asset store as second half: the
 *  database server itself knows who lives. Any number, but always the same. */
const lockClass = 7_316_206

/** The processes of the database server behind the channels of all instances. */
const living = `select pid from pg_locks
  where locktype = 'advisory' and granted and objsubid = 2 and classid = $1::integer::oid
    and database = (select oid from pg_database where datname = current_database())`

type PresenceMessage = Extract<Message, { kind: 'presence' }>

/** Another instance on the same database keeps its pictures and files elsewhere. */
export class OtherAssetStore extends Error {
  readonly code = 'otherAssetStore'

  constructor() {
    super('Another instance on this database keeps its pictures and files in another store')
  }
}

/** The instances of the lake on one database, seen from one of them: they hear each other's commits, and none answers from what it keeps
 *  without having heard of all that others were answered for.
 *
 *  An instance may use what it keeps for `leaseMs` after it began to look at the tables. Who publishes waits until each instance that
 *  lives has acknowledged, or for `patienceMs`: then every lease that knows nothing of the commit has ended, and who did not answer is cut off.
 *  @see docs/decisions/0130-instances-hear-each-other-through-postgres.md */
export class Instances {
  readonly id: string = randomUUID()
  readonly #pool: Pool
  readonly #feed: CommitFeed
  readonly #channel: Channel
  readonly #storeKey: number
  readonly #presence = new Set<(dataset: string, event: PresenceMessage['event']) => void>()
  /** Up to which number each instance, by its connection's process, has acknowledged each dataset. */
  readonly #acknowledged = new Map<number, Map<string, number>>()
  readonly #waiting = new Set<() => void>()
  #leaseEnd = 0
  #isAsked = false
  #joined = false
  #closed = false
  #beat: Promise<boolean> = Promise.resolve(false)
  #nextBeat: Promise<boolean> | null = null
  #timer: NodeJS.Timeout | undefined

  /** `storeMark` is the same for all instances that share their asset store. */
  constructor(pool: Pool, bus: Bus, storeMark: string) {
    this.#pool = pool
    this.#feed = new CommitFeed(pool, bus)
    this.#storeKey = createHash('sha256').update(storeMark).digest().readInt32BE()
    const events = {
      message: (message: Message, pid: number) => this.#hear(message, pid),
      up: () => void this.confirm(),
      down: () => {
        this.#leaseEnd = 0
      },
    }
    this.#channel = new Channel(pool, events, (query) => this.#enter(query))
  }

  /** Joins the others; from here on their commits are heard.
   *  @throws {OtherAssetStore} and what hinders a connection */
  async join(): Promise<void> {
    await this.#channel.open()
    this.#joined = true
    this.#feed.begin(await this.#channel.query<Head & { dataset: string }>(headsQuery))
    await this.confirm()
  }

  async leave(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#leaseEnd = 0
    await this.#beat
    await this.#channel.close()
  }

  /** The number of the newest commit to `dataset` that was told here. */
  newest(dataset: string): number {
    return this.#feed.newest(dataset)
  }

  /** Whether what this instance keeps is as new as whatever any instance has answered. */
  isCurrent(): boolean {
    this.#isAsked = true
    return performance.now() < this.#leaseEnd
  }

  /** Looks whether there is news, beginning after this call; false when that can't be known, since the stream of commits is lost. */
  confirm(): Promise<boolean> {
    this.#isAsked = true
    this.#nextBeat ??= this.#beat.then(() => {
      this.#nextBeat = null
      this.#beat = this.#look()
      return this.#beat
    })
    return this.#nextBeat
  }

  /** Tells of this instance's own `commit`, and resolves when all that keep answers, here and elsewhere, have heard. Never throws. */
  async committed(commit: Commit, previous: number): Promise<void> {
    const since = performance.now()
    const here = this.#feed.tellOwn(commit, previous).catch((error: unknown) => {
      // The next look at the tables finds it; until then nothing kept is used.
      this.#leaseEnd = 0
      console.error('A commit could not be told yet:', error)
    })
    // Nobody keeps answers about drafts.
    await Promise.all([here, commit.publishedTags.length > 0 ? this.#heardElsewhere(commit, since) : undefined])
  }

  /** Looks for a commit whose outcome the writer was not told. */
  unsure(): void {
    void this.confirm()
  }

  /** Tells the other instances who is where. */
  tellPresence(dataset: string, event: PresenceMessage['event']): void {
    const message = { kind: 'presence', from: this.id, dataset, event } as const
    // Whoever was not told asks again: presence is announced every half minute.
    this.#channel.send(message).catch(() => undefined)
  }

  /** Calls `listener` with what other instances tell of presence. */
  onPresence(listener: (dataset: string, event: PresenceMessage['event']) => void): void {
    this.#presence.add(listener)
  }

  /** On a new connection: takes the lock that says that this instance lives, and looks whose else there is. */
  async #enter(query: Channel['query']): Promise<void> {
    await query('select pg_advisory_lock_shared($1, $2)', [lockClass, this.#storeKey])
    if (this.#joined) return
    const others = await query(`${living} and objid <> $2::bigint::oid`, [lockClass, this.#storeKey >>> 0])
    if (others.length > 0) throw new OtherAssetStore()
  }

  /** One look at the tables: tells what is new, and begins the lease anew from the moment of asking. */
  async #look(): Promise<boolean> {
    clearTimeout(this.#timer)
    const begun = performance.now()
    const isKnown = await this.#lookWithin(patienceMs)
    // A connection lost meanwhile has ended the lease for good.
    if (isKnown) this.#leaseEnd = begun + leaseMs
    if (!this.#closed) {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#beatAgain(), this.#isAsked ? beatMs.busy : beatMs.idle)
      this.#timer.unref()
    }
    return isKnown
  }

  async #beatAgain(): Promise<void> {
    this.#isAsked = false
    // Not `confirm`: nobody asks.
    this.#beat = this.#beat.then(() => this.#look())
    await this.#beat
  }

  async #lookWithin(ms: number): Promise<boolean> {
    const { pid } = this.#channel
    if (pid === 0) return false
    const asking = this.#channel.query<{ dataset: string; sequence: number }>(headsQuery)
    const late = setTimeout(() => this.#channel.drop(), ms)
    try {
      const heads = await asking
      clearTimeout(late)
      await this.#catchUp(heads)
      return this.#channel.pid === pid
    } catch {
      return false
    } finally {
      clearTimeout(late)
    }
  }

  async #catchUp(heads: readonly Head[]): Promise<void> {
    for (const { dataset, sequence } of await this.#feed.reach(heads))
      await this.#channel.send({ kind: 'acknowledgement', from: this.id, dataset, sequence })
  }

  #hear(message: Message, pid: number): void {
    if (message.from === this.id) return
    switch (message.kind) {
      case 'commit':
        // What can't be told now is found by the next look.
        this.#catchUp([message]).catch(() => undefined)
        return
      case 'acknowledgement': {
        const datasets = this.#acknowledged.get(pid) ?? new Map<string, number>()
        this.#acknowledged.set(pid, datasets.set(message.dataset, Math.max(message.sequence, datasets.get(message.dataset) ?? 0)))
        for (const wake of this.#waiting) wake()
        return
      }
      case 'presence':
        for (const listener of this.#presence) listener(message.dataset, message.event)
    }
  }

  /** Resolves when every other instance that lives has acknowledged `commit`, or may not use what it keeps any more. */
  async #heardElsewhere({ dataset, sequence }: Commit, since: number): Promise<void> {
    const timeLeft = (): number => patienceMs - (performance.now() - since)
    const { pid: own } = this.#channel
    try {
      const { rows } = await this.#pool.query<{ pid: number }>(living, [lockClass])
      const others = rows.map((row) => row.pid).filter((pid) => pid !== own)
      for (const pid of this.#acknowledged.keys()) if (!others.includes(pid)) this.#acknowledged.delete(pid)
      const missing = (): number[] => others.filter((pid) => (this.#acknowledged.get(pid)?.get(dataset) ?? 0) < sequence)
      while (missing().length > 0 && timeLeft() > 0) await this.#acknowledgement(timeLeft())
      // Without a channel of its own all the time this instance could not have heard an answer.
      if (missing().length > 0 && own !== 0 && own === this.#channel.pid) await this.#cutOff(missing())
    } catch {
      // Who lives can't be known, the database being away; after so long no lease is left.
      await new Promise((resolve) => setTimeout(resolve, timeLeft()))
    }
  }

  async #acknowledgement(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#waiting.add(wake)
    })
  }

  /** Ends the connections of instances that do not answer, and waits until they are gone: so they cost this wait once, whoever publishes next, and join
   *  anew when they can. */
  async #cutOff(pids: readonly number[]): Promise<void> {
    await this.#pool.query(`select pg_terminate_backend(pid, $3) from (${living} and pid = any($2::integer[])) silent`, [
      lockClass,
      pids,
      patienceMs,
    ])
  }
}
