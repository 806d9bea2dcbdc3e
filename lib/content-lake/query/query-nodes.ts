import type { QueryNode } from './query-node.ts'

/** Whether `value`, met in a parse tree, is a node. */
export function isNode(value: unknown): value is QueryNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** All nodes of `tree`, itself first. Constants are not looked into. */
export function nodesOf(tree: QueryNode): QueryNode[] {
  return [...walk(tree)].map(({ node }) => node)
}

/** How many nodes stand within each other at most. */
export function depthOf(tree: QueryNode): number {
  let deepest = 0
  for (const { depth } of walk(tree)) deepest = Math.max(deepest, depth)
  return deepest
}

function* walk(tree: QueryNode): Generator<{ node: QueryNode; depth: number }> {
  const pending: { value: unknown; depth: number }[] = [{ value: tree, depth: 0 }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth } = next
    if (typeof value !== 'object' || value === null) continue
    if (isNode(value)) {
      yield { node: value, depth: depth + 1 }
      if (value.type === 'Value') continue
    }
    for (const inner of Object.values(value)) pending.push({ value: inner, depth: depth + Number(isNode(value)) })
  }
}
