import type { QueryNode } from './query-node.ts'

/** Functions that look at `@` without saying so. */
const lookAround: ReadonlySet<string> = new Set(['global::references', 'sanity::versionOf', 'sanity::partOfRelease'])

const worthKeeping: ReadonlySet<string> = new Set([
  'Filter',
  'Map',
  'FlatMap',
  'Projection',
  'PipeFuncCall',
  'FuncCall',
  'Array',
  'Object',
  'Slice',
])

/** A level of a query as it will be entered. @see Scope */
interface Level {
  readonly depth: number
  readonly parent: Level | null
  readonly isHidden: boolean
}

const within = (level: Level, isHidden: boolean): Level => ({
  depth: level.depth + 1,
  parent: level.isHidden ? level.parent : level,
  isHidden,
})

/** Looks at no level. */
const nowhere = Number.POSITIVE_INFINITY
/** Can't be told. */
const everywhere = -1

/** The parts of a query that mean the same each time they are met, since nothing in them looks out at `@` or `^`. They need to be evaluated
 *  once: subqueries within subqueries take no longer than one after the other. */
export function closedNodes(tree: QueryNode): ReadonlySet<QueryNode> {
  const closed = new Set<QueryNode>()
  outermost(tree, { depth: 0, parent: null, isHidden: false }, closed)
  return closed
}

/** The depth of the outermost level that `node`, standing in `level`, looks at. */
function outermost(node: QueryNode, level: Level, closed: Set<QueryNode>): number {
  const depth = lookedAt(node, level, (inner, at) => (inner ? outermost(inner, at, closed) : nowhere))
  if (depth > level.depth && worthKeeping.has(node.type)) closed.add(node)
  return depth
}

type Look = (node: QueryNode | undefined, level: Level) => number

function lookedAt(node: QueryNode, level: Level, look: Look): number {
  const here = (nodes: readonly (QueryNode | undefined)[]): number => Math.min(nowhere, ...nodes.map((inner) => look(inner, level)))
  switch (node.type) {
    case 'This':
      return level.depth
    case 'Parent':
      return depthAbove(level, node.n)
    case 'AccessAttribute':
      return node.base ? look(node.base, level) : level.depth
    case 'Filter':
    case 'Projection':
      return Math.min(look(node.base, level), look(node.expr, within(level, false)))
    case 'Map':
    case 'FlatMap':
      return Math.min(look(node.base, level), look(node.expr, within(level, true)))
    case 'PipeFuncCall':
      return Math.min(look(node.base, level), ...node.args.map((argument) => look(argument, within(level, false))))
    case 'FuncCall':
      // Selectors are read in ways of their own.
      if (node.namespace === 'diff') return everywhere
      return Math.min(lookAround.has(`${node.namespace}::${node.name}`) ? level.depth : nowhere, here(node.args))
    case 'Select':
      return here([...node.alternatives.flatMap(({ condition, value }) => [condition, value]), node.fallback])
    case 'Object':
      return here(
        node.attributes.flatMap((attribute) => ('condition' in attribute ? [attribute.condition, attribute.value] : [attribute.value])),
      )
    case 'Array':
      return here(node.elements.map(({ value }) => value))
    case 'And':
    case 'Or':
    case 'OpCall':
      return here([node.left, node.right])
    case 'InRange':
      return here([node.base, node.left, node.right])
    case 'Group':
    case 'Deref':
    case 'ArrayCoerce':
    case 'Not':
    case 'Neg':
    case 'Pos':
    case 'Asc':
    case 'Desc':
    case 'Slice':
    case 'AccessElement':
      return look(node.base, level)
    case 'Everything':
    case 'Value':
    case 'Parameter':
      return nowhere
    case 'Tuple':
    case 'SelectorFuncCall':
    case 'SelectorNested':
      return everywhere
  }
}

function depthAbove(level: Level, levels: number): number {
  let above: Level | null = level
  for (let count = 0; count < levels && above; count += 1) above = above.parent
  return above ? above.depth : nowhere
}
