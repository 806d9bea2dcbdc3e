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
  readonly author: string
  readonly timestamp: string
  readonly changes: readonly DocumentChange[]
}

type Listener = (commit: Commit) => void | Promise<void>
type GapListener = (dataset: string) => void | Promise<void>

/** Hands committed transactions to whoever asked, in order. */
export class Bus {
  readonly #listeners = new Set<Listener>()
  readonly #followers = new Set<(commit: Commit) => void>()
  readonly #gapListeners = new Set<GapListener>()
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

  /** Calls `listener` when more was committed to a dataset elsewhere than can be told: whatever was made of it before must go. */
  onGap(listener: GapListener): () => void {
    this.#gapListeners.add(listener)
    return () => this.#gapListeners.delete(listener)
  }

  /** Tells everyone of `commit`, and resolves when all listeners have finished; one that fails is reported and stops nobody. */
  publish(commit: Commit): Promise<void> {
    return this.#tell(
      [...this.#listeners].map(async (listener) => listener(commit)),
      () => {
        for (const follower of this.#followers) follower(commit)
      },
    )
  }

  /** Tells everyone that commits to `dataset` were skipped, and resolves as `publish` does. */
  skip(dataset: string): Promise<void> {
    return this.#tell(
      [...this.#gapListeners].map(async (listener) => listener(dataset)),
      () => undefined,
    )
  }

  /** Resolves when everything published so far has been told. */
  async settled(): Promise<void> {
    await this.#tail
  }

  async #tell(listening: readonly Promise<void>[], afterwards: () => void): Promise<void> {
    const all = Promise.allSettled(listening)
    this.#tail = Promise.all([this.#tail, all]).then(afterwards)
    for (const outcome of await all) {
      if (outcome.status === 'rejected') console.error('A listener of the lake failed:', outcome.reason)
    }
  }
}
