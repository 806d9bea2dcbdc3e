import { step } from './attributes.ts'
import type { QueryNode } from './query-node.ts'

/** The path, as in `attributes.ts`, of the one value in the document that `node` is; null if it is something else. */
export function pathOf(node: QueryNode): string | null {
  switch (node.type) {
    case 'Group':
      return pathOf(node.base)
    case 'AccessAttribute':
      if (node.base === undefined || node.base.type === 'This') return step(node.name)
      return joined(pathOf(node.base), step(node.name))
    default:
      return null
  }
}

/** What stands within brackets. */
export function ungrouped(node: QueryNode): QueryNode {
  return node.type === 'Group' ? ungrouped(node.base) : node
}

/** Whether there is at most one value at `path` in a document. */
export const isSingle = (path: string): boolean => !path.includes('[]')

/** The path of the elements of the array that `node` is: `tags`, `tags[]`, `people[].ref`, `sections[].people[].ref`; null if it is something else. */
export function elementsOf(node: QueryNode): string | null {
  const path = pathOf(node)
  if (path !== null) return `${path}[]`
  switch (node.type) {
    case 'Group':
      return elementsOf(node.base)
    case 'ArrayCoerce':
      // `a[]` are the elements of `a`; the elements of `a[].b` are no arrays that `[]` would open.
      return pathOf(node.base) === null ? null : elementsOf(node.base)
    case 'Map':
      return joined(elementsOf(node.base), pathOf(node.expr))
    case 'FlatMap':
      return joined(elementsOf(node.base), elementsOf(node.expr))
    default:
      return null
  }
}

function joined(outer: string | null, inner: string | null): string | null {
  return outer === null || inner === null ? null : `${outer}.${inner}`
}
