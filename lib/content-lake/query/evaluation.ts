import type { Surroundings } from './evaluator.ts'
import { Interpreter } from './interpreter.ts'
import { jsonOf, measure } from './measure.ts'
import type { QueryNode } from './query-node.ts'
import { Scope } from './scope.ts'
import { type SourceMap, sourceMapOf } from './source-map.ts'
import type { Document } from '../wire.ts'

/** What is evaluated: a parse tree, and what its parameters stand for. */
export interface Task {
  readonly tree: QueryNode
  readonly surroundings: Surroundings
  /** Milliseconds since 1970. */
  readonly now: number
  readonly withMap: boolean
  /** What `@` stands for outside of everything; null where there is nothing. */
  readonly root?: unknown
  /** What parameters stand for that are no documents to choose from. */
  readonly parameters?: Readonly<Record<string, unknown>>
}

/** What an evaluation gives. */
export interface Outcome {
  /** The result, as JSON. */
  readonly json: string
  readonly map: SourceMap | null
  /** The ids that references were followed to, and the types of the documents there. */
  readonly followed: readonly { readonly id: string; readonly type: string | null }[]
}

/** The documents of a query, and what can be said of them without asking anybody. It runs here or in a worker. */
export class Evaluation {
  readonly #task: Task
  readonly #candidates = new Map<string, Document[]>()
  readonly #found = new Map<string, Document | null>()

  constructor(task: Task) {
    this.#task = task
  }

  /** Adds documents to those that the parameter `name` stands for. */
  addCandidates(name: string, documents: readonly Document[]): void {
    const known = this.#candidates.get(name)
    if (known) known.push(...documents)
    else this.#candidates.set(name, [...documents])
  }

  /** Tells what stands at ids that an attempt was missing: the documents, or null. */
  addFound(found: readonly (readonly [id: string, document: Document | null])[]): void {
    for (const [id, document] of found) this.#found.set(id, document)
  }

  /** Evaluates as if references led nowhere that is not known yet: the ids that it missed, or, if it missed none, the outcome. So all that a
   *  level of references needs is fetched at once, and evaluation itself never waits. `spend` is called as it goes, and may end it by throwing. */
  attempt(spend: (cost: number) => void): readonly string[] | Outcome {
    const { tree, surroundings, now, withMap, root = null, parameters = {} } = this.#task
    const missing = new Set<string>()
    const followed = new Set<string>()
    const document = (id: string): Document | null => {
      followed.add(id)
      const found = this.#found.get(id)
      if (found === undefined) missing.add(id)
      return found ?? null
    }
    const all = { ...parameters, ...Object.fromEntries(this.#candidates) }
    const interpreter = new Interpreter(tree, { ...surroundings, parameters: all, now: new Date(now), document, spend })
    const result = interpreter.evaluate(tree, new Scope(root))
    if (missing.size > 0) return [...missing]
    measure(result, spend)
    const documents = [...this.#candidates.values(), [...this.#found.values()].filter((one) => one !== null)].flat()
    return {
      json: jsonOf(result),
      map: withMap ? sourceMapOf(tree, interpreter, documents) : null,
      followed: [...followed].map((id) => ({ id, type: this.#found.get(id)?._type ?? null })),
    }
  }
}
