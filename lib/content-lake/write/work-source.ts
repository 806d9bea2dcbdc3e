import type { Condition } from '../query/condition.ts'
import type { Source } from '../store.ts'
import type { Work } from './work.ts'
import type { Document } from '../wire.ts'

/** What a query inside a transaction sees: the documents as the transaction has made them so far. */
export class WorkSource implements Source {
  readonly #work: Work
  readonly #stored: Source

  constructor(work: Work, stored: Source) {
    this.#work = work
    this.#stored = stored
  }

  /** All of them, whatever excerpt is enough: what the transaction has changed may stand before what is stored. */
  async candidates(condition: Condition): Promise<readonly Document[]> {
    return this.#overlay(await this.#stored.candidates(condition, null), () => true)
  }

  async byId(ids: readonly string[]): Promise<readonly Document[]> {
    return this.#overlay(await this.#stored.byId(ids), (id) => ids.includes(id))
  }

  #overlay(documents: readonly Document[], wanted: (id: string) => boolean): readonly Document[] {
    const states = this.#work.states()
    const stored = documents.filter((document) => !states.has(document._id))
    return [...stored, ...[...states].flatMap(([id, state]) => (state && wanted(id) && this.#work.access.reads(state) ? [state] : []))]
  }
}
