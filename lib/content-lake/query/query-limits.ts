import { getHeapStatistics } from 'node:v8'

/** What evaluating one query may take, waiting for documents not counted. */
export const MOST_MILLISECONDS = 5000

/** What one query may take where it keeps everybody else waiting, in steps of evaluation: some milliseconds. */
export const MOST_STEPS_HERE = 40_000

/** More documents than these are not looked through where others wait. */
export const MOST_DOCUMENTS_HERE = 1000

/** The memory that a query may use in a worker, in mebibytes, looked at as it goes. */
export const MOST_MEBIBYTES = 1024

/** The memory of a worker. It is never reached: a thread that hits it in the middle of one large allocation takes the whole process with it,
 *  so it stands above what is looked at by more than anything that is made at once. */
export const WORKER_MEBIBYTES = 2048

/** The largest array that a query may make, in elements. */
export const MOST_ELEMENTS = 4_000_000

/** The longest text that a query may make, in characters. */
export const MOST_CHARACTERS = 16 * 1024 * 1024

/** Thrown into an evaluation that has taken too long. */
export class QueryTooSlow extends Error {
  constructor(milliseconds: number) {
    super(`It takes longer than ${milliseconds / 1000} s`)
    this.name = 'QueryTooSlow'
  }
}

/** Thrown when a query needs more memory than one may have. */
export class QueryTooBig extends Error {
  constructor(options: { cause?: unknown } = {}) {
    super(`It needs more memory than a query may have (${MOST_MEBIBYTES} MiB, ${MOST_ELEMENTS} elements in an array)`, options)
    this.name = 'QueryTooBig'
  }
}

/** Refuses what must not be made at once: `elements` of an array, or `characters` of a text.
 *  @throws {QueryTooBig} */
export function refuseLarge({ elements = 0, characters = 0 }: { elements?: number; characters?: number }): void {
  if (elements > MOST_ELEMENTS || characters > MOST_CHARACTERS) throw new QueryTooBig()
}

/** @throws {QueryTooBig} when this thread uses more than a query may */
export function refuseFullHeap(): void {
  if (getHeapStatistics().used_heap_size > MOST_MEBIBYTES * 1024 * 1024) throw new QueryTooBig()
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
   *  @throws {QueryTooSlow | QueryTooBig} when the time is over, or the memory full */
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
        refuseFullHeap()
      })
    } finally {
      this.#left = end - performance.now()
    }
  }
}
