import type { QueryNode } from './query-node.ts'
import type { Scope } from './scope.ts'

/** What evaluation wants to know beside the documents. */
export interface Surroundings {
  readonly projectId: string
  readonly dataset: string
  /** What `identity()` gives: the id of who asks. */
  readonly identity: string
}

/** Where a query is evaluated: everything in it that is not in the query itself. */
export interface World extends Surroundings {
  readonly parameters: Readonly<Record<string, unknown>>
  /** What `now()` gives. */
  readonly now: Date
  /** The document with this id; null if there is none. */
  readonly document: (id: string) => unknown
  /** Called with the cost of what comes, 1 for what is quick. Throws when it is too much. */
  readonly spend: (cost: number) => void
}

/** What functions evaluate their arguments with. @see Interpreter */
export interface Evaluator {
  readonly world: World
  evaluate(node: QueryNode, scope: Scope): unknown
  elements(node: QueryNode, scope: Scope): readonly unknown[] | null
}
