import type { QueryNode } from '../query/query-node.ts'
import { isNode } from '../query/query-nodes.ts'

/** What `before()` and `after()` are in the trees of the parser. */
interface Context {
  readonly type: 'Context'
  readonly key: 'before' | 'after'
}

const parameter = (name: 'before' | 'after' | 'operation'): QueryNode => ({ type: 'Parameter', name })

/** `tree`, the parse tree of a webhook's rule, in words that any query has: the two states are the parameters `before` and `after`, and what
 *  happened is `operation`. */
export function treeOfDelta(tree: QueryNode): QueryNode
export function treeOfDelta(tree: unknown): unknown
export function treeOfDelta(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map((inner: unknown) => treeOfDelta(inner))
  if (typeof tree !== 'object' || tree === null) return tree
  if (isContext(tree)) return parameter(tree.key)
  if (isNode(tree) && tree.type === 'Value') return tree
  if (isNode(tree) && tree.type === 'FuncCall' && tree.namespace === 'delta') return parameter('operation')
  return Object.fromEntries(Object.entries(tree).map(([name, inner]) => [name, treeOfDelta(inner)]))
}

function isContext(value: object): value is Context {
  return 'type' in value && value.type === 'Context'
}
