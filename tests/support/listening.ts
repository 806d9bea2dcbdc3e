/** What the client's listeners and live streams are: observables. */
interface Stream<T> {
  subscribe(observer: { next: (event: T) => void; error: (error: unknown) => void }): { unsubscribe(): void }
}

/** Collects what a stream says, so that a test can wait for it without sleeping. */
export class Heard<T> {
  readonly all: T[] = []
  readonly #waiting: { wanted: (event: T) => boolean; resolve: (event: T) => void }[] = []
  readonly #subscription: { unsubscribe(): void }
  failed: unknown

  constructor(stream: Stream<T>) {
    this.#subscription = stream.subscribe({
      next: (event) => {
        this.all.push(event)
        for (const [index, waiter] of [...this.#waiting.entries()].toReversed()) {
          if (!waiter.wanted(event)) continue
          this.#waiting.splice(index, 1)
          waiter.resolve(event)
        }
      },
      error: (error: unknown) => {
        this.failed = error
      },
    })
  }

  /** The first event that `wanted` accepts, heard already or to come. */
  async first(wanted: (event: T) => boolean): Promise<T> {
    const heard = this.all.find(wanted)
    return heard ?? new Promise((resolve) => this.#waiting.push({ wanted, resolve }))
  }

  stop(): void {
    this.#subscription.unsubscribe()
  }
}
