import type { Pool, PoolClient } from 'pg'
import type { DocumentChange } from '../events/bus.ts'
import { flawOf, referencesOf } from '../content.ts'
import { isPublishedId, publishedIdOf } from '../document-id.ts'
import { effectsOf } from './mendoza.ts'
import { documentOf, type Patch, patched, refuse } from './mutation.ts'
import type { Access } from '../people/access.ts'
import { Pace } from './pace.ts'
import type { Identity } from '../settings.ts'
import { type TaggedState, tagsOfState } from '../query/sync-tags.ts'
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

/** All of a transaction is held in memory while it is made. */
const mostTouched = 20_000

/** A mutation in its resolved form, as events carry it. */
type Resolved = Record<string, unknown>

interface Entry {
  readonly before: Document | null
  after: Document | null
  readonly ordinal: number
  readonly mutations: Resolved[]
  cause?: Cause
  touched: boolean
  /** What it was before shall not be kept either. */
  purge?: boolean
}

/** Who makes a transaction, and where. */
interface Maker {
  readonly dataset: string
  readonly identity: Identity
  readonly access: Access
}

/** The documents of one transaction while it is made: what it has read, and what it has done to them. */
export class Work {
  readonly now: string
  readonly identity: Identity
  readonly dataset: string
  /** What whoever makes it may see and change. */
  readonly access: Access
  /** What it reads with: the transaction's own connection. */
  readonly client: Pool | PoolClient
  readonly #entries = new Map<string, Entry>()
  #touched = 0
  readonly #pace = new Pace()

  constructor(client: Pool | PoolClient, maker: Maker, now: string) {
    this.client = client
    this.dataset = maker.dataset
    this.identity = maker.identity
    this.access = maker.access
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

  /** The document `id` as the transaction has made it so far; null, too, for one that whoever makes it may not read. */
  async get(id: string): Promise<Document | null> {
    const { after } = await this.#entry(id)
    return after && this.access.reads(after) ? after : null
  }

  /** @throws {Refusal} when `id` is there and may not be read: where all of several documents are meant, none may be passed over */
  requireSeen(id: string): void {
    const state = this.#entries.get(id)?.after
    if (state && !this.access.reads(state)) throw refuse.forbidden(id)
  }

  /** @throws {Refusal} unless whoever makes it may give the document `id` the state `after` */
  async requireChange(id: string, after: Document): Promise<void> {
    if (!this.access.changes((await this.#entry(id)).after, after)) throw refuse.forbidden(id)
  }

  /** The ids of the draft and the versions of the document `publishedId`, as the transaction has made them so far. */
  async versionsOf(publishedId: string): Promise<readonly string[]> {
    const { rows } = await this.client.query<{ id: string }>(
      'select id from lake.document where dataset = $1 and base_id = $2 and id <> $2 order by id collate "C"',
      [this.dataset, publishedId],
    )
    const made = [...this.#entries.keys()].filter((id) => id !== publishedId && publishedIdOf(id) === publishedId)
    const ids = [...new Set([...rows.map((row) => row.id), ...made])]
    return ids.filter((id) => this.#entries.get(id)?.after !== null)
  }

  /** Every document read so far, as the transaction has made it; those that are gone are null. */
  states(): ReadonlyMap<string, Document | null> {
    return new Map([...this.#entries].map(([id, entry]) => [id, entry.after]))
  }

  /** What may be neither read nor changed is not there, for whoever makes this. */
  #isHidden(document: Document): boolean {
    return !this.access.reads(document) && !this.access.changes(document, document)
  }

  #change(id: string, entry: Entry, after: Document | null, mutation: Resolved, cause: Cause | undefined): void {
    if (!this.access.changes(entry.after, after)) throw refuse.forbidden(id)
    if (!entry.touched && ++this.#touched > mostTouched) throw refuse.invalid(`A transaction may change at most ${mostTouched} documents`)
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
    if (!current || this.#isHidden(current)) throw refuse.missing(id)
    const after = await this.#pace.run(() => patched(current, patch))
    const { ifRevisionID: _, ...resolved } = patch
    this.#change(id, entry, after, { patch: { ...resolved, id } }, cause)
    return { id, operation: 'update' }
  }

  /** Deletes the document `id`; nothing happens when it is not there. With `purge` its history goes too, which needs the right to edit that.
   *  @throws {Refusal} when who asks may not */
  async delete(id: string, cause?: Cause, purge = false): Promise<Result> {
    const entry = await this.#entry(id)
    if (!entry.after || this.#isHidden(entry.after)) return { id, operation: 'none' }
    if (purge && !this.access.editsHistory(entry.after)) throw refuse.forbidden(id)
    this.#change(id, entry, null, { delete: { id } }, cause)
    entry.purge = purge
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
        purge: entry.purge === true && !after,
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
    const { rows } = await this.client.query<{ id: string; refers_strongly_to: string[]; content: Document }>(
      'select id, refers_strongly_to, content from lake.document where dataset = $1 and refers_strongly_to && $2::text[] and id <> all($3::text[]) order by id limit 20',
      [this.dataset, deleted, [...touched.keys()]],
    )
    const first = deleted.find((id) => rows.some((row) => row.refers_strongly_to.includes(id)))
    if (first !== undefined)
      throw refuse.referenced(
        first,
        rows.filter((row) => row.refers_strongly_to.includes(first) && this.access.reads(row.content)).map((row) => row.id),
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
      for (const state of [before, after])
        if (state) for (const tag of tagsOfState(this.dataset, state, referencesOf(state).all)) tags.add(tag)
    }
    if (bases.size > 0) {
      const { rows } = await this.client.query<TaggedState & { references: string[] }>(
        `select id as "_id", type as "_type", content -> 'slug' as slug, refers_to as "references" from lake.document where dataset = $1 and base_id = any($2)`,
        [this.dataset, [...bases]],
      )
      for (const row of rows) for (const tag of tagsOfState(this.dataset, row, row.references)) drafts.add(tag)
    }
    return { publishedTags: [...published], draftTags: [...drafts] }
  }
}

/** A change as `Work.finish` gives it, ready to be written. */
export interface Finished extends DocumentChange {
  readonly ordinal: number
  readonly cause: Cause | null
  /** Its earlier changes are to be forgotten. */
  readonly purge: boolean
}
