import type { Document } from './wire.ts'
import type { Change } from './settings.ts'

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

  /** Calls `listener` for each commit from now on; returns a function that stops this. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Tells all listeners of `commit`, and resolves when all have finished; one that fails is reported and stops nobody. */
  async publish(commit: Commit): Promise<void> {
    const all = [...this.#listeners].map(async (listener) => listener(commit))
    for (const outcome of await Promise.allSettled(all)) {
      if (outcome.status === 'rejected') console.error('A listener of the lake failed:', outcome.reason)
    }
  }
}
