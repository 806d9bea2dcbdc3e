import type { Document } from '../wire.ts'
import type { Change } from '../settings.ts'

/** What one transaction did to one document. */
export interface DocumentChange {
  readonly documentId: string
  readonly before: Document | null
  readonly after: Document | null
  /** The resolved mutations, in Sanity's form, that concern this document. */
  readonly mutations: readonly object[]
  /** Mendoza patches. */
  readonly effects: { readonly apply: readonly unknown[]; readonly revert: readonly unknown[] }
}

/** One committed transaction. */
export interface Commit extends Change {
  readonly dataset: string
  /** Its place in the order of commits. */
  readonly sequence: number
  readonly author: string
  readonly timestamp: string
  readonly changes: readonly DocumentChange[]
}

type Listener = (commit: Commit) => void | Promise<void>

/** Hands committed transactions to whoever asked, in order. */
export class Bus {
  readonly #listeners = new Set<Listener>()
  readonly #followers = new Set<(commit: Commit) => void>()
  #tail: Promise<unknown> = Promise.resolve()

  /** Calls `listener` for each commit from now on; the write is not answered before it has finished. Returns a function that stops this. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls `follower` for each commit once all listeners have finished with it: what is told then finds every cache expired. */
  follow(follower: (commit: Commit) => void): () => void {
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }

  /** Tells everyone of `commit`, and resolves when all listeners have finished; one that fails is reported and stops nobody. */
  async publish(commit: Commit): Promise<void> {
    const all = Promise.allSettled([...this.#listeners].map(async (listener) => listener(commit)))
    const mine = Promise.all([this.#tail, all]).then(() => {
      for (const follower of this.#followers) follower(commit)
    })
    this.#tail = mine
    for (const outcome of await all) {
      if (outcome.status === 'rejected') console.error('A listener of the lake failed:', outcome.reason)
    }
  }
}
