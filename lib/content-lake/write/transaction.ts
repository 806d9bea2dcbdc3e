import type { Pool, PoolClient } from 'pg'
import type { Commit, DocumentChange } from '../events/bus.ts'
import type { Instances } from '../events/instances.ts'
import { referencesOf } from '../content.ts'
import { newId } from '../document-id.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Access } from '../people/access.ts'
import type { Identity } from '../settings.ts'
import { refuse } from './mutation.ts'
import { guardSealed } from './sealed.ts'
import { IndexRows, indexSql } from '../query/index-rows.ts'
import { IndexStatistics } from '../query/index-statistics.ts'
import { type Finished, type Result, Work } from './work.ts'

/** How many changes of a document lie between two whole states kept. */
const snapshotEvery = 32

/** What one caller wants committed. */
export interface Order {
  readonly dataset: string
  readonly identity: Identity
  /** What they may change. */
  readonly access: Access
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
  readonly #instances: Instances
  readonly #sealedTypes: readonly string[]
  readonly #statistics: IndexStatistics
  readonly #tails = new Map<string, Promise<unknown>>()

  /** @param sealedTypes as `LakeSettings.sealedTypes` */
  constructor(pool: Pool, instances: Instances, sealedTypes: readonly string[] = []) {
    this.#pool = pool
    this.#instances = instances
    this.#sealedTypes = sealedTypes
    this.#statistics = new IndexStatistics(pool)
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

  /** The changes of `work`, of which none may touch what is sealed. */
  async #finish(work: Work, transactionId: string): Promise<readonly Finished[]> {
    const changes = await work.finish(transactionId)
    guardSealed(changes, this.#sealedTypes)
    return changes
  }

  /** Resolves when all writes begun so far have ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#tails.values())
    await this.#statistics.settled()
  }

  async #rehearse(order: Order): Promise<Outcome> {
    const work = new Work(this.#pool, order, new Date().toISOString())
    const results = await order.make(work)
    const transactionId = order.transactionId ?? newId()
    return { transactionId, results, changes: await this.#finish(work, transactionId) }
  }

  async #write(order: Order): Promise<{ outcome: Outcome; told: Promise<void> }> {
    const done = await inTransaction(
      this.#pool,
      async (client) => {
        await client.query(`select pg_advisory_xact_lock(hashtextextended('lake.' || $1, 0))`, [order.dataset])
        return this.#inside(client, order)
      },
      // What was committed all the same has to be told.
      () => this.#instances.unsure(),
    )
    this.#statistics.note(done.commit?.changes.filter((change) => !change.before).length ?? 0)
    // The order of these calls is the order of commits: the next write begins after this one has ended.
    return { outcome: done.outcome, told: done.commit ? this.#instances.committed(done.commit, done.previous) : Promise.resolve() }
  }

  async #inside(client: PoolClient, order: Order): Promise<{ outcome: Outcome; commit?: Commit; previous: number }> {
    const { dataset, identity } = order
    const transactionId = order.transactionId ?? newId()
    if (order.transactionId !== undefined) {
      const { rows } = await client.query<{ results: Result[] }>('select results from lake.transaction where dataset = $1 and id = $2', [
        dataset,
        transactionId,
      ])
      if (rows[0]) return { outcome: { transactionId, results: rows[0].results }, previous: 0 }
    }
    const now = new Date().toISOString()
    const work = new Work(client, order, now)
    const results = await order.make(work)
    const changes = await this.#finish(work, transactionId)
    // What changes nothing under an id of the caller's is kept all the same: a repetition must not find something to do.
    if (changes.length === 0 && order.transactionId === undefined) return { outcome: { transactionId, results, changes }, previous: 0 }
    const tags = await work.tags(changes)
    const row = { dataset, transactionId, author: identity.id, now, results, changes, instance: this.#instances.id, ...tags }
    const { sequence, previous } = await write(client, row)
    const commit: Commit = { dataset, sequence, transactionId, author: identity.id, timestamp: now, changes, ...tags }
    return { outcome: { transactionId, results, changes }, commit, previous }
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
  /** Who commits; the others are told by the transaction itself. */
  readonly instance: string
}

/** Index entries can't be long, and an id that long names nothing. */
const indexable = (ids: readonly string[]): string[] => ids.filter((id) => id.length <= 300)

/** The Mendoza patch that leaves no document. */
const nothing = [0, null]

/** `rows` as JSON.
 *  @throws {Refusal} if that is longer than text can be */
function written(rows: readonly object[]): string {
  try {
    return JSON.stringify(rows)
  } catch (error) {
    if (error instanceof RangeError) throw refuse.invalid('The transaction is too large: make several of it')
    throw error
  }
}

/** Everything in one statement: one way to the server and back. Gives the transaction's number, and the one before it in the dataset. */
async function write(client: PoolClient, row: Row): Promise<{ sequence: number; previous: number }> {
  const there: object[] = []
  const indexRows = new IndexRows(row.dataset)
  for (const { documentId, before, after } of row.changes) {
    const entries = indexRows.add(documentId, before, after)
    if (!after || !entries) continue
    const references = referencesOf(after)
    there.push({
      id: documentId,
      type: after._type,
      content: after,
      all: indexable(references.all),
      strong: indexable(references.strong),
      indexed: entries.indexed,
      shape: entries.shape,
    })
  }
  const gone = row.changes.filter((change) => !change.after).map((change) => change.documentId)
  const changes = row.changes.map((change, position) => ({
    position,
    id: change.documentId,
    ordinal: change.ordinal,
    previous: change.before?._rev ?? null,
    result: change.after?._rev ?? null,
    mutations: change.mutations,
    apply: change.effects.apply,
    revert: change.purge ? nothing : change.effects.revert,
    snapshot: change.ordinal % snapshotEvery === 0 ? change.after : null,
    cause: change.cause,
  }))
  const { rows } = await client.query<{ sequence: number; previous: number }>({
    name: 'lake.write',
    text: `with recorded as (
       insert into lake.transaction (dataset, id, author, timestamp, results, published_tags, draft_tags) values ($1, $2, $3, $4, $5, $6, $7) returning sequence
     ), written as (
       insert into lake.document (dataset, id, type, revision, content, refers_to, refers_strongly_to, indexed, shape)
       select $1, x.id, x.type, $2, x.content, x."all", x.strong, x.indexed, x.shape
       from jsonb_to_recordset($8) as x(id text, type text, content jsonb, "all" text[], strong text[], indexed smallint, shape bigint)
       on conflict (dataset, id) do update set type = excluded.type, revision = excluded.revision, content = excluded.content,
         refers_to = excluded.refers_to, refers_strongly_to = excluded.refers_strongly_to, indexed = excluded.indexed, shape = excluded.shape
       returning id, number
     ), removed as (
       delete from lake.document where dataset = $1 and id = any($9)
     ), logged as (
       insert into lake.change (sequence, position, dataset, document_id, ordinal, previous_revision, result_revision, mutations, apply, revert, snapshot, cause)
       select recorded.sequence, x.position, $1, x.id, x.ordinal, x.previous, x.result, x.mutations, x.apply, x.revert, x.snapshot, x.cause
       from recorded, jsonb_to_recordset($10) as x(position integer, id text, ordinal integer, previous text, result text, mutations jsonb, apply jsonb, revert jsonb, snapshot jsonb, cause jsonb)
     ), ${indexSql(12)}
     select sequence::float as sequence,
       coalesce((select sequence from lake.transaction where dataset = $1 order by sequence desc limit 1), 0)::float as previous,
       pg_notify('lake', json_build_object('kind', 'commit', 'from', $11::text, 'dataset', $1::text, 'sequence', sequence)::text)
     from recorded`,
    values: [
      row.dataset,
      row.transactionId,
      row.author,
      row.now,
      JSON.stringify(row.results),
      row.publishedTags,
      row.draftTags,
      written(there),
      gone,
      written(changes),
      row.instance,
      ...indexRows.values(),
    ],
  })
  const [recorded] = rows
  if (!recorded) throw new Error('The transaction was not recorded.')
  const purged = row.changes.filter((change) => change.purge).map((change) => change.documentId)
  if (purged.length > 0)
    await client.query('delete from lake.change where dataset = $1 and document_id = any($2) and sequence < $3', [
      row.dataset,
      purged,
      recorded.sequence,
    ])
  return recorded
}
