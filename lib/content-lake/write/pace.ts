import { setImmediate } from 'node:timers/promises'
import { refuse } from './mutation.ts'

/** After so much work in one go, others have their turn. */
const turnMs = 25

/** What the patches of one transaction may take in all. */
const mostMs = 10_000

/** Measures the work of one transaction, which runs where everybody else is served too. */
export class Pace {
  #spentMs = 0
  #sinceTurnMs = 0

  /** What `work` gives; after a while others are let in between.
   *  @throws {Refusal} when all work so far has taken too long */
  async run<Result>(work: () => Result): Promise<Result> {
    const begin = performance.now()
    const result = work()
    const took = performance.now() - begin
    this.#spentMs += took
    this.#sinceTurnMs += took
    if (this.#spentMs > mostMs) throw refuse.invalid(`The patches take longer than ${mostMs / 1000} s: make several transactions of them`)
    if (this.#sinceTurnMs > turnMs) {
      this.#sinceTurnMs = 0
      await setImmediate()
    }
    return result
  }
}
