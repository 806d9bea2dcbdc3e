import { pathOf, ungrouped } from './attribute-path.ts'
import { isIndexed } from './attributes.ts'
import type { QueryNode } from './query-node.ts'
import type { Document } from '../wire.ts'

/** How little of what meets a condition a query needs to come to the same answer. */
export type Excerpt =
  /** Those that come first in an order; others may be among them. */
  | { readonly kind: 'first'; readonly upTo: number; readonly order: Order | null }
  /** Only how many there are. */
  | { readonly kind: 'count' }

/** Stands for `number` documents where they are only counted; no document has its id. */
export function counted(number: number): Document {
  return { _id: '', _type: '', _rev: '', _createdAt: '', _updatedAt: '', number }
}

const firstOf = (parameter: string): QueryNode => ({ type: 'AccessElement', base: { type: 'Parameter', name: parameter }, index: 0 })

/** An expression that is true if `parameter` stands for a number of documents, not for documents. */
export function isCount(parameter: string): QueryNode {
  const id: QueryNode = { type: 'AccessAttribute', base: firstOf(parameter), name: '_id' }
  return { type: 'OpCall', op: '==', left: id, right: { type: 'Value', value: '' } }
}

/** That number, as something computed: source maps have no place for it. */
export function numberIn(parameter: string): QueryNode {
  return { type: 'Pos', base: { type: 'AccessAttribute', base: firstOf(parameter), name: 'number' } }
}

/** What documents are ordered by, first of all; then by their ids. */
interface Order {
  readonly path: string
  readonly descending: boolean
  /** Whether what is equal in this is ordered by something else before it is by ids. */
  readonly further: boolean
}

interface Found {
  /** The filter, or the whole dataset, that the excerpt is of. */
  readonly of: QueryNode
  readonly excerpt: Excerpt
}

/** More than these are not looked up in their order. */
const mostFirst = 2000

/** What `node` takes from the beginning of a filter, ordered or not: `*[…] | order(…)[0...20]`, `*[…][0]`. */
export function firstIn(node: QueryNode): Found | null {
  const upTo = endOf(node)
  if (upTo === null || upTo > mostFirst || !('base' in node) || !node.base) return null
  const base = unwrapped(node.base)
  if (base.type !== 'PipeFuncCall') return { of: base, excerpt: { kind: 'first', upTo, order: null } }
  if (base.name !== 'order') return null
  const order = orderOf(base.args)
  return order && { of: ungrouped(base.base), excerpt: { kind: 'first', upTo, order: order === 'ids' ? null : order } }
}

/** What `node` counts: `count(*[…])`. */
export function countedIn(node: QueryNode): Found | null {
  if (node.type !== 'FuncCall' || node.namespace !== 'global' || node.name !== 'count' || !node.args[0]) return null
  return { of: ungrouped(node.args[0]), excerpt: { kind: 'count' } }
}

function endOf(node: QueryNode): number | null {
  if (node.type === 'AccessElement') return node.index >= 0 ? node.index + 1 : null
  if (node.type !== 'Slice' || node.left < 0 || node.right < 0) return null
  return node.right + (node.isInclusive ? 1 : 0)
}

/** What stands below projections, which give one thing for each. */
function unwrapped(node: QueryNode): QueryNode {
  return node.type === 'Group' || node.type === 'Map' ? unwrapped(node.base) : node
}

function orderOf(args: readonly QueryNode[]): Order | 'ids' | null {
  const [first] = args
  if (!first) return null
  const descending = first.type === 'Desc'
  const path = pathOf(first.type === 'Desc' || first.type === 'Asc' ? first.base : first)
  if (path === '_id' && !descending) return 'ids'
  return path !== null && isIndexed(path) ? { path, descending, further: args.length > 1 } : null
}
