import type { Pool, PoolClient } from 'pg'
import type { Bus, Commit, DocumentChange } from './bus.ts'
import { flawOf, referencesOf } from './content.ts'
import { isPublishedId, newId, publishedIdOf } from './document-id.ts'
import { mendozaPatch } from './mendoza.ts'
import { documentOf, type Patch, patched, refuse } from './mutation.ts'
import { mayWrite } from './rights.ts'
import type { Identity } from './settings.ts'
import { tagsOfState } from './sync-tags.ts'
import type { Document } from './wire.ts'

/** What one mutation did, as the answer lists it. */
export interface Result {
  readonly id: string
  readonly operation: 'create' | 'update' | 'delete' | 'none'
}

/** What history wants to know of a change beside the change itself. */
export interface Cause {
  readonly type: string
  readonly [detail: string]: unknown
}

/** A mutation in its resolved form, as events carry it. */
type Resolved = Record<string, unknown>

interface Entry {
  readonly before: Document | null
  after: Document | null
  readonly ordinal: number
  readonly mutations: Resolved[]
  cause?: Cause
  touched: boolean
}

/** How many changes of a document lie between two whole states kept. */
const snapshotEvery = 32

/** The documents of one transaction while it is made: what it has read, and what it has done to them. */
export class Work {
  readonly now: string
  readonly identity: Identity
  readonly dataset: string
  /** What it reads with: the transaction's own connection. */
  readonly client: Pool | PoolClient
  readonly #entries = new Map<string, Entry>()

  constructor(client: Pool | PoolClient, dataset: string, identity: Identity, now: string) {
    this.client = client
    this.dataset = dataset
    this.identity = identity
    this.now = now
  }

  /** Reads the documents `ids`, once. */
  async load(ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.#entries.has(id))
    if (unknown.length === 0) return
    const { rows } = await this.client.query<{ id: string; content: Document | null; ordinal: number }>({
      // Named statements are planned once a connection; these two are in the way of every keystroke.
      name: 'lake.load',
      text: `select ids.id, document.content,
        coalesce((select change.ordinal from lake.change where change.dataset = $1 and change.document_id = ids.id order by change.sequence desc limit 1), 0) as ordinal
       from unnest($2::text[]) as ids(id) left join lake.document on document.dataset = $1 and document.id = ids.id`,
      values: [this.dataset, unknown],
    })
    for (const row of rows)
      this.#entries.set(row.id, { before: row.content, after: row.content, ordinal: row.ordinal, mutations: [], touched: false })
  }

  async #entry(id: string): Promise<Entry> {
    await this.load([id])
    const entry = this.#entries.get(id)
    if (!entry) throw refuse.malformedId(id)
    return entry
  }

  /** The document `id` as the transaction has made it so far. */
  async get(id: string): Promise<Document | null> {
    return (await this.#entry(id)).after
  }

  /** Every document read so far, as the transaction has made it; those that are gone are null. */
  states(): ReadonlyMap<string, Document | null> {
    return new Map([...this.#entries].map(([id, entry]) => [id, entry.after]))
  }

  #change(id: string, entry: Entry, after: Document | null, mutation: Resolved, cause: Cause | undefined): void {
    if (!mayWrite(this.identity, id)) throw refuse.forbidden(id)
    entry.after = after
    entry.touched = true
    entry.mutations.push(mutation)
    if (cause) entry.cause = cause
  }

  /** Creates a document from `given`, whose id and times are made where they are missing. `mode` says what happens when it is there already. */
  async create(given: Record<string, unknown>, mode: 'create' | 'createIfNotExists' | 'createOrReplace', cause?: Cause): Promise<Result> {
    const flaw = flawOf(given)
    if (flaw !== null) throw refuse.invalid(flaw)
    const document = documentOf(given, this.now)
    const id = document._id
    const entry = await this.#entry(id)
    if (entry.after && mode === 'create') throw refuse.exists(id)
    if (entry.after && mode === 'createIfNotExists') return { id, operation: 'none' }
    const operation = entry.after ? 'update' : 'create'
    const { _rev: _, ...resolved } = document
    this.#change(id, entry, document, { [mode]: resolved }, cause)
    return { id, operation }
  }

  /** Patches the document `id`.
   *  @throws {Refusal} when it is not there, or when the patch can't be applied */
  async patch(id: string, patch: Patch, cause?: Cause): Promise<Result> {
    const entry = await this.#entry(id)
    if (!entry.after) throw refuse.missing(id)
    const after = patched(entry.after, patch)
    const { ifRevisionID: _, ...resolved } = patch
    this.#change(id, entry, after, { patch: { ...resolved, id } }, cause)
    return { id, operation: 'update' }
  }

  /** Deletes the document `id`; nothing happens when it is not there. */
  async delete(id: string, cause?: Cause): Promise<Result> {
    const entry = await this.#entry(id)
    if (!entry.after) return { id, operation: 'none' }
    this.#change(id, entry, null, { delete: { id } }, cause)
    return { id, operation: 'delete' }
  }

  /** The changes made, with the final revision and time in each new state, in the order in which the documents were first touched. */
  async finish(transactionId: string): Promise<readonly Finished[]> {
    const finished: Finished[] = []
    for (const [documentId, entry] of this.#entries) {
      if (!entry.touched || (!entry.before && !entry.after)) continue
      const after = entry.after && { ...entry.after, _rev: transactionId, _updatedAt: this.now }
      const effects = { apply: mendozaPatch(entry.before, after), revert: mendozaPatch(after, entry.before) }
      finished.push({
        documentId,
        before: entry.before,
        after,
        mutations: entry.mutations,
        effects,
        ordinal: entry.ordinal + 1,
        cause: entry.cause ?? null,
      })
    }
    await this.#guardReferences(finished)
    return finished
  }

  /** A strong reference must lead somewhere: what is referred to must be there, and what is deleted must not be referred to. */
  async #guardReferences(changes: readonly Finished[]): Promise<void> {
    const touched = new Map(changes.map((change) => [change.documentId, change]))
    const wanted = new Map<string, string>()
    for (const { documentId, before, after } of changes) {
      if (!after) continue
      const old = new Set(before ? referencesOf(before).strong : [])
      for (const reference of referencesOf(after).strong) {
        if (old.has(reference) && !touched.has(reference)) continue
        const target = touched.get(reference)
        if (target && !target.after)
          throw target.before ? refuse.referenced(reference, [documentId]) : refuse.dangling(documentId, reference)
        if (!target) wanted.set(reference, documentId)
      }
    }
    if (wanted.size > 0) {
      const { rows } = await this.client.query<{ id: string }>('select id from lake.document where dataset = $1 and id = any($2)', [
        this.dataset,
        [...wanted.keys()],
      ])
      const there = new Set(rows.map((row) => row.id))
      for (const [reference, documentId] of wanted) if (!there.has(reference)) throw refuse.dangling(documentId, reference)
    }
    const deleted = changes.filter((change) => !change.after).map((change) => change.documentId)
    if (deleted.length === 0) return
    const { rows } = await this.client.query<{ id: string; refers_strongly_to: string[] }>(
      'select id, refers_strongly_to from lake.document where dataset = $1 and refers_strongly_to && $2::text[] and id <> all($3::text[]) order by id limit 20',
      [this.dataset, deleted, [...touched.keys()]],
    )
    const first = deleted.find((id) => rows.some((row) => row.refers_strongly_to.includes(id)))
    if (first !== undefined)
      throw refuse.referenced(
        first,
        rows.filter((row) => row.refers_strongly_to.includes(first)).map((row) => row.id),
      )
  }

  /** Sync tags of all answers that `changes` may alter.
   *  Where a draft goes or comes, the other versions of the document come to light or are hidden, so their tags count too. */
  async tags(changes: readonly Finished[]): Promise<{ publishedTags: string[]; draftTags: string[] }> {
    const published = new Set<string>()
    const drafts = new Set<string>()
    const bases = new Set<string>()
    for (const { documentId, before, after } of changes) {
      const tags = isPublishedId(documentId) ? published : drafts
      if (!isPublishedId(documentId)) bases.add(publishedIdOf(documentId))
      for (const state of [before, after]) if (state) for (const tag of tagsOfState(this.dataset, state)) tags.add(tag)
    }
    if (bases.size > 0) {
      const { rows } = await this.client.query<{ content: Document }>(
        `select jsonb_build_object('_id', id, '_type', type, 'slug', content -> 'slug') as content from lake.document where dataset = $1 and base_id = any($2)`,
        [this.dataset, [...bases]],
      )
      for (const row of rows) for (const tag of tagsOfState(this.dataset, row.content)) drafts.add(tag)
    }
    return { publishedTags: [...published], draftTags: [...drafts] }
  }
}

interface Finished extends DocumentChange {
  readonly ordinal: number
  readonly cause: Cause | null
}

/** What one caller wants committed. */
export interface Order {
  readonly dataset: string
  readonly identity: Identity
  /** The caller's own id for it; the lake makes one if it is undefined. */
  readonly transactionId: string | undefined
  /** Checks everything and writes nothing. */
  readonly dryRun: boolean
  /** Makes the changes. Throws a Refusal to refuse them all. */
  readonly make: (work: Work) => Promise<readonly Result[]>
}

export interface Outcome {
  readonly transactionId: string
  readonly results: readonly Result[]
  /** The documents touched, as they are now; null where deleted. Absent when the transaction is a repetition. */
  readonly changes?: readonly DocumentChange[]
}

/** The one writer of a lake. Transactions of a dataset are made one after the other, here and, by an advisory lock, in all other processes on the same database:
 *  so their order is total, and sequence numbers follow it. */
export class Writer {
  readonly #pool: Pool
  readonly #bus: Bus
  readonly #tails = new Map<string, Promise<unknown>>()

  constructor(pool: Pool, bus: Bus) {
    this.#pool = pool
    this.#bus = bus
  }

  /** Commits `order`, and resolves when it is on disk and everyone who listens has been told.
   *  A transaction id that is known already changes nothing and is answered as it was the first time.
   *  @throws {Refusal} */
  async commit(order: Order): Promise<Outcome> {
    if (order.dryRun) return this.#rehearse(order)
    const before = this.#tails.get(order.dataset) ?? Promise.resolve()
    const mine = before.catch(() => undefined).then(() => this.#write(order))
    this.#tails.set(order.dataset, mine)
    try {
      const { outcome, told } = await mine
      await told
      return outcome
    } finally {
      if (this.#tails.get(order.dataset) === mine) this.#tails.delete(order.dataset)
    }
  }

  /** Resolves when all writes begun so far have ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#tails.values())
  }

  async #rehearse(order: Order): Promise<Outcome> {
    const work = new Work(this.#pool, order.dataset, order.identity, new Date().toISOString())
    const results = await order.make(work)
    const transactionId = order.transactionId ?? newId()
    return { transactionId, results, changes: await work.finish(transactionId) }
  }

  async #write(order: Order): Promise<{ outcome: Outcome; told: Promise<void> }> {
    const client = await this.#pool.connect()
    let broken: Error | undefined
    try {
      await client.query('begin')
      await client.query(`select pg_advisory_xact_lock(hashtextextended('lake.' || $1, 0))`, [order.dataset])
      const done = await this.#inside(client, order)
      await client.query('commit')
      // The order of these calls is the order of commits: the next write begins after this one has ended.
      return { outcome: done.outcome, told: done.commit ? this.#bus.publish(done.commit) : Promise.resolve() }
    } catch (error) {
      broken = await client.query('rollback').then(
        () => undefined,
        (cause: unknown) => (cause instanceof Error ? cause : new Error(String(cause))),
      )
      throw error
    } finally {
      client.release(broken)
    }
  }

  async #inside(client: PoolClient, order: Order): Promise<{ outcome: Outcome; commit?: Commit }> {
    const { dataset, identity } = order
    const transactionId = order.transactionId ?? newId()
    if (order.transactionId !== undefined) {
      const { rows } = await client.query<{ results: Result[] }>('select results from lake.transaction where dataset = $1 and id = $2', [
        dataset,
        transactionId,
      ])
      if (rows[0]) return { outcome: { transactionId, results: rows[0].results } }
    }
    const now = new Date().toISOString()
    const work = new Work(client, dataset, identity, now)
    const results = await order.make(work)
    const changes = await work.finish(transactionId)
    if (changes.length === 0) return { outcome: { transactionId, results, changes } }
    const tags = await work.tags(changes)
    const sequence = await write(client, { dataset, transactionId, author: identity.id, now, results, changes, ...tags })
    const commit: Commit = { dataset, sequence, transactionId, author: identity.id, timestamp: now, changes, ...tags }
    return { outcome: { transactionId, results, changes }, commit }
  }
}

interface Row {
  readonly dataset: string
  readonly transactionId: string
  readonly author: string
  readonly now: string
  readonly results: readonly Result[]
  readonly changes: readonly Finished[]
  readonly publishedTags: readonly string[]
  readonly draftTags: readonly string[]
}

/** Index entries can't be long, and an id that long names nothing. */
const indexable = (ids: readonly string[]): string[] => ids.filter((id) => id.length <= 300)

/** Everything in one statement: one way to the server and back. */
async function write(client: PoolClient, row: Row): Promise<number> {
  const there = row.changes.flatMap(({ documentId, after }) => {
    if (!after) return []
    const references = referencesOf(after)
    return [{ id: documentId, type: after._type, content: after, all: indexable(references.all), strong: indexable(references.strong) }]
  })
  const gone = row.changes.filter((change) => !change.after).map((change) => change.documentId)
  const changes = row.changes.map((change, position) => ({
    position,
    id: change.documentId,
    ordinal: change.ordinal,
    previous: change.before?._rev ?? null,
    result: change.after?._rev ?? null,
    mutations: change.mutations,
    apply: change.effects.apply,
    revert: change.effects.revert,
    snapshot: change.ordinal % snapshotEvery === 0 ? change.after : null,
    cause: change.cause,
  }))
  const { rows } = await client.query<{ sequence: string }>({
    name: 'lake.write',
    text: `with recorded as (
       insert into lake.transaction (dataset, id, author, timestamp, results, published_tags, draft_tags) values ($1, $2, $3, $4, $5, $6, $7) returning sequence
     ), written as (
       insert into lake.document (dataset, id, type, revision, content, refers_to, refers_strongly_to)
       select $1, x.id, x.type, $2, x.content, x."all", x.strong from jsonb_to_recordset($8) as x(id text, type text, content jsonb, "all" text[], strong text[])
       on conflict (dataset, id) do update set type = excluded.type, revision = excluded.revision, content = excluded.content,
         refers_to = excluded.refers_to, refers_strongly_to = excluded.refers_strongly_to
     ), removed as (
       delete from lake.document where dataset = $1 and id = any($9)
     ), logged as (
       insert into lake.change (sequence, position, dataset, document_id, ordinal, previous_revision, result_revision, mutations, apply, revert, snapshot, cause)
       select recorded.sequence, x.position, $1, x.id, x.ordinal, x.previous, x.result, x.mutations, x.apply, x.revert, x.snapshot, x.cause
       from recorded, jsonb_to_recordset($10) as x(position smallint, id text, ordinal integer, previous text, result text, mutations jsonb, apply jsonb, revert jsonb, snapshot jsonb, cause jsonb)
     )
     select sequence from recorded`,
    values: [
      row.dataset,
      row.transactionId,
      row.author,
      row.now,
      JSON.stringify(row.results),
      row.publishedTags,
      row.draftTags,
      JSON.stringify(there),
      gone,
      JSON.stringify(changes),
    ],
  })
  return Number(rows[0]?.sequence)
}
