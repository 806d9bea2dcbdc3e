/** Counts the changes of published content, and knows of each sync tag when it changed last. All of it happens in one tick, so a
 *  look at the clock and what is done about it can't be separated by a change.
 *  @see pages.md, "Publishing" */
export class ChangeClock {
  #now: number
  readonly #lastChange = new Map<string, number>()
  #forgotten = 0

  /** `start` lies after every instant of an earlier clock, so that instants can be compared across restarts. */
  constructor(start = Date.now()) {
    this.#now = start
  }

  get now(): number {
    return this.#now
  }

  /** Notes that everything with one of `tags` changed, and gives the new instant. */
  advance(tags: readonly string[]): number {
    this.#now = Math.max(this.#now + 1, Date.now())
    for (const tag of tags) this.#lastChange.set(tag, this.#now)
    return this.#now
  }

  /** Whether one of `tags` changed after `instant`. */
  hasChanged(tags: Iterable<string>, instant: number): boolean {
    if (instant < this.#forgotten) return true
    for (const tag of tags) if ((this.#lastChange.get(tag) ?? 0) > instant) return true
    return false
  }

  /** Notes that anything may have changed. */
  advanceAll(): void {
    this.#now = Math.max(this.#now + 1, Date.now())
    this.forget()
  }

  /** Lets go of what changed up to now: for when nothing older than now will be asked about. */
  forget(): void {
    this.#forgotten = this.#now
    this.#lastChange.clear()
  }
}
