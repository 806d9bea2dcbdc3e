import type { Document } from '../wire.ts'

/** Decides which documents a listener hears of. */
export interface ListenerFilter {
  /** Whether `document` meets the filter, evaluated once a document however many listeners share the filter; null meets none.
   *  @throws when it takes too long */
  matches(document: Document | null): boolean | Promise<boolean>
}

interface Shared {
  readonly filter: ListenerFilter
  users: number
}

/** The filters of all listeners of a lake, by what tells them apart. */
export class SharedFilters {
  readonly #shared = new Map<string, Shared>()

  /** The filter that `key` stands for, made by `make` if nobody has it; `release` is to be called when it is not needed any more. */
  take(key: string, make: () => ListenerFilter): { readonly filter: ListenerFilter; readonly release: () => void } {
    const shared = this.#shared.get(key) ?? { filter: make(), users: 0 }
    this.#shared.set(key, shared)
    shared.users += 1
    return {
      filter: shared.filter,
      release: () => {
        shared.users -= 1
        if (shared.users === 0) this.#shared.delete(key)
      },
    }
  }
}
