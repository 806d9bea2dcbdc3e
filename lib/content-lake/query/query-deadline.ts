import type { QueryNode } from './query-node.ts'

/** The parameter that `ticking` puts into queries. */
export const tickParameter = 'lake:tick'

/** Thrown into an evaluation that has taken too long. */
export class QueryTooSlow extends Error {
  constructor(milliseconds: number) {
    super(`it takes longer than ${milliseconds / 1000} s`)
    this.name = 'QueryTooSlow'
  }
}

/** Ends evaluations that take too long. Evaluation by groq-js never lets a timer run, but it does run the iterators of the arrays it is given. */
export class Deadline {
  readonly #milliseconds: number
  #end: number

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
    this.#end = performance.now() + milliseconds
  }

  /** Starts the time anew. */
  restart(): void {
    this.#end = performance.now() + this.#milliseconds
  }

  /** `items` as an array that looks at the clock whenever it is walked through.
   *  @throws {QueryTooSlow} then */
  watched<T>(items: readonly T[]): readonly T[] {
    const array = [...items]
    const walk = (): IterableIterator<T> => {
      if (performance.now() > this.#end) throw new QueryTooSlow(this.#milliseconds)
      return Array.prototype[Symbol.iterator].call(array) as IterableIterator<T>
    }
    return Object.defineProperty(array, Symbol.iterator, { value: walk })
  }
}

/** `base`, with a look at the clock each time it is evaluated: `select(count($lake:tick) == 0 => base, base)`. */
export function ticking(base: QueryNode): QueryNode {
  const count: QueryNode = { type: 'FuncCall', namespace: 'global', name: 'count', args: [{ type: 'Parameter', name: tickParameter }] }
  const always: QueryNode = { type: 'OpCall', op: '==', left: count, right: { type: 'Value', value: 0 } }
  return { type: 'Select', alternatives: [{ condition: always, value: base }], fallback: base }
}
