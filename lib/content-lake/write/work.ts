import type { Pool, PoolClient } from 'pg'
import type { DocumentChange } from '../events/bus.ts'
import { flawOf, referencesOf } from '../content.ts'
import { isPublishedId, publishedIdOf } from '../document-id.ts'
import { effectsOf } from './mendoza.ts'
import { documentOf, type Patch, patched, refuse } from './mutation.ts'
import { Pace } from './pace.ts'
import { mayWrite } from '../people/rights.ts'
import type { Identity } from '../settings.ts'
import { tagsOfState } from '../query/sync-tags.ts'
import type { Document } from '../wire.ts'

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

/** The documents of one transaction while it is made: what it has read, and what it has done to them. */
export class Work {
  readonly now: string
  readonly identity: Identity
  readonly dataset: string
  /** What it reads with: the transaction's own connection. */
  readonly client: Pool | PoolClient
  readonly #entries = new Map<string, Entry>()
  readonly #pace = new Pace()

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
    const current = entry.after
    if (!current) throw refuse.missing(id)
    const after = await this.#pace.run(() => patched(current, patch))
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
      finished.push({
        documentId,
        before: entry.before,
        after,
        mutations: entry.mutations,
        effects: effectsOf(entry.before, after),
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

/** A change as `Work.finish` gives it, ready to be written. */
export interface Finished extends DocumentChange {
  readonly ordinal: number
  readonly cause: Cause | null
}
