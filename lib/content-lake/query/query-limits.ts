/** What evaluating one query may take, waiting for documents not counted. */
export const MOST_MILLISECONDS = 5000

/** What one query may take where it keeps everybody else waiting, in steps of evaluation: some milliseconds. */
export const MOST_STEPS_HERE = 40_000

/** More documents than these are not looked through where others wait. */
export const MOST_DOCUMENTS_HERE = 1000

/** The memory of one worker, in mebibytes. */
export const WORKER_MEMORY = 1024

/** Thrown into an evaluation that has taken too long. */
export class QueryTooSlow extends Error {
  constructor(milliseconds: number) {
    super(`It takes longer than ${milliseconds / 1000} s`)
    this.name = 'QueryTooSlow'
  }
}

/** Thrown into an evaluation that is too much for where it runs. */
export class TooManySteps extends Error {
  constructor() {
    super('It takes too many steps')
    this.name = 'TooManySteps'
  }
}

/** Lets an evaluation take `steps`, and no more.
 *  @throws {TooManySteps} then */
export function countedSteps(steps: number): (cost: number) => void {
  let left = steps
  return (cost) => {
    left -= cost
    if (left < 0) throw new TooManySteps()
  }
}

/** Looking at the clock costs as much as this many steps. */
const stepsBetweenLooks = 2048

/** Lets evaluations take some time together; what passes between one and the next does not count. */
export class Stopwatch {
  readonly #milliseconds: number
  #left: number

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
    this.#left = milliseconds
  }

  /** Runs `work`, which must spend what it takes.
   *  @throws {QueryTooSlow} when the time is over */
  run<T>(work: (spend: (cost: number) => void) => T): T {
    const start = performance.now()
    const end = start + this.#left
    let steps = 0
    try {
      return work((cost) => {
        steps += cost
        if (steps < stepsBetweenLooks) return
        steps = 0
        if (performance.now() > end) throw new QueryTooSlow(this.#milliseconds)
      })
    } finally {
      this.#left = end - performance.now()
    }
  }
}
