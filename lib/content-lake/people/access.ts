import { mayMeet } from '../query/condition.ts'
import { relaxedSqlOf } from '../query/condition-sql.ts'
import { isPublishedId } from '../document-id.ts'
import type { Document } from '../wire.ts'
import { FILTERS, type Grant, grantFilter, isPublic, type Permission } from './grant.ts'

/** How much of a dataset someone reads: all of it, what strangers read, nothing, or what must be looked at document by document. */
type Reading = 'everything' | 'public' | 'nothing' | 'some'

/** What someone may do in one dataset. Made once for each request; every document that goes in or out is asked about here. */
export class Access {
  /** All that is granted, in the form in which the Studio asks for it. */
  readonly grants: readonly Grant[]
  readonly reading: Reading
  /** Whether they may write anything at all. */
  readonly writes: boolean
  /** Whether they may read the history of anything at all. */
  readonly readsHistory: boolean
  /** Whether they may manage datasets, tokens and origins. */
  readonly manages: boolean
  /** The same for the same rights. */
  readonly fingerprint: string
  readonly #identity: string

  /** @param identity the id of whoever asks, for filters that call `identity()` */
  constructor(grants: readonly Grant[], identity: string) {
    this.grants = grants
    this.#identity = identity
    const all = (permission: Permission): boolean =>
      grants.some((one) => one.filter === FILTERS.everything && one.permissions.includes(permission))
    const any = (permission: Permission): boolean => grants.some((one) => one.permissions.includes(permission))
    const readable = grants.filter((one) => one.permissions.includes('read'))
    this.reading = all('read')
      ? 'everything'
      : readable.length === 0
        ? 'nothing'
        : readable.every((one) => one.filter === FILTERS.published)
          ? 'public'
          : 'some'
    this.writes = any('create') || any('update')
    this.readsHistory = any('history')
    this.manages = all('manage')
    this.fingerprint = JSON.stringify(grants)
  }

  /** Whether they may ask for drafts and releases: some role of theirs reads more than strangers do. */
  get readsDrafts(): boolean {
    return this.reading === 'everything' || this.reading === 'some'
  }

  /** Whether they may read `document` in this very state. */
  reads(document: Document): boolean {
    switch (this.reading) {
      case 'everything':
        return true
      case 'nothing':
        return false
      case 'public':
        return isPublic(document._id)
      case 'some':
        return this.#allows('read', document)
    }
  }

  /** Whether they might read a document with this id, whatever it says. */
  readsAnyAt(id: string): boolean {
    return this.readsDrafts || (this.reading === 'public' && isPublic(id))
  }

  /** Whether all tags of changes to the documents `ids` are for them, told apart by published documents and others. */
  hearsAllOf(ids: readonly string[]): boolean {
    if (this.reading === 'everything') return true
    return this.reading === 'public' && ids.every((id) => isPublic(id) || !isPublishedId(id))
  }

  /** Whether they may see this state in the past of its document. */
  readsInHistory(document: Document): boolean {
    return this.reads(document) && this.#allows('history', document)
  }

  /** Whether they may take the past of `document` away. */
  editsHistory(document: Document): boolean {
    return this.#allows('editHistory', document)
  }

  /** Whether they may turn `before` into `after`: both states must be theirs to change. Null is a document that is not there. */
  changes(before: Document | null, after: Document | null): boolean {
    if (before && !this.#allows('update', before)) return false
    return !after || this.#allows(before ? 'update' : 'create', after)
  }

  #allows(permission: Permission, document: Document): boolean {
    return this.grants.some((grant) => {
      if (!grant.permissions.includes(permission)) return false
      const filter = grantFilter(grant.filter)
      return mayMeet(filter.condition, document) && filter.matches(document, this.#identity)
    })
  }

  /** SQL that is true for each row of lake.document, under the name `row`, that they may read, and, where `isExact` is false, for others too; values go to `parameters`. */
  readableSql(parameters: unknown[], row = 'd'): { sql: string; isExact: boolean } {
    switch (this.reading) {
      case 'everything':
        return { sql: 'true', isExact: true }
      case 'nothing':
        return { sql: 'false', isExact: true }
      case 'public':
        return { sql: `position('.' in ${row}.id) = 0`, isExact: true }
      case 'some': {
        const parts = this.grants
          .filter((grant) => grant.permissions.includes('read'))
          .map((grant) =>
            grant.filter === FILTERS.published
              ? `position('.' in ${row}.id) = 0`
              : relaxedSqlOf(grantFilter(grant.filter).condition, { dataset: '', parameters, grouped: false, row }),
          )
        return { sql: `(${parts.join(' or ')})`, isExact: false }
      }
    }
  }
}

/** What the lake itself may do, such as publishing what was scheduled. */
export const UNLIMITED = new Access(
  [{ filter: FILTERS.everything, permissions: ['read', 'create', 'update', 'history', 'editHistory', 'manage'] }],
  '',
)
