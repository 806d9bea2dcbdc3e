import { anything, both, type Condition, either } from './condition.ts'
import { parseQuery } from './parse-query.ts'
import type { QueryNode } from './query-node.ts'
import { isNode } from './query-nodes.ts'

/** One place of a query that reads from the dataset, and what it surely demands of what it reads. */
interface Root {
  /** The parameter that stands in its place. */
  readonly parameter: string
  readonly condition: Condition
  /** Whether all states of the dataset are meant, whatever the perspective. */
  readonly raw: boolean
}

/** A query made ready: each place that read the whole dataset reads a parameter now, to be filled with its candidates. */
export interface Plan {
  readonly tree: QueryNode
  readonly roots: readonly Root[]
  /** Whether it computes with geography, of which a step may take long. */
  readonly isGeographic: boolean
}

/** `query` parsed and analysed. The parameter `$identity`, unless given, is the id of who asks.
 *  @throws {LakeError} 400 saying where it is wrong, or which parameter is missing */
export function planOf(query: string, params: Readonly<Record<string, unknown>>, identity: string): Plan {
  const tree = parseQuery(query, { identity, ...params })
  const planner = new Planner()
  const planned = planner.rewrite(tree)
  return { tree: planned, roots: planner.roots, isGeographic: planner.isGeographic }
}

type Node = QueryNode

class Planner {
  readonly roots: Root[] = []
  isGeographic = false
  rewrite<T>(value: T): T
  rewrite(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.rewrite(item))
    if (typeof value !== 'object' || value === null) return value
    if (!isNode(value)) return this.#inside(value)
    return this.#rewriteNode(value)
  }

  #rewriteNode(value: Node): unknown {
    switch (value.type) {
      case 'Value':
        return value
      case 'Everything':
        return this.#root(anything)
      case 'FuncCall':
        if (value.namespace === 'releases' && value.name === 'all') return this.#root({ kind: 'types', types: ['system.release'] }, true)
        this.isGeographic ||= value.namespace === 'geo' || value.name === 'geo'
        return this.#inside(value)
      case 'Filter': {
        const condition = chainOf(value)
        return condition === null ? this.#inside(value) : this.#filter(value, condition)
      }
      default:
        return this.#inside(value)
    }
  }

  #inside(value: object): object {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.rewrite(inner)]))
  }

  #filter(node: Node, condition: Condition): unknown {
    if (node.type === 'Everything') return this.#root(condition)
    if (node.type === 'Group') return { ...node, base: this.#filter(node.base, condition) }
    if (node.type !== 'Filter') return this.rewrite(node)
    return { ...node, base: this.#filter(node.base, condition), expr: this.rewrite(node.expr) }
  }

  #root(condition: Condition, raw = false): Node {
    const parameter = `lake:${this.roots.length}`
    this.roots.push({ parameter, condition, raw })
    return { type: 'Parameter', name: parameter }
  }
}

/** What a filter, or filters in a row, on the whole dataset demand; null if it is not the whole dataset that is filtered. */
export function chainOf(node: Node): Condition | null {
  switch (node.type) {
    case 'Everything':
      return anything
    case 'Group':
      return chainOf(node.base)
    case 'Filter': {
      const base = chainOf(node.base)
      return base && both(base, demandOf(node.expr))
    }
    default:
      return null
  }
}

/** What `expression` demands of a document to be true of it. */
function demandOf(expression: Node): Condition {
  switch (expression.type) {
    case 'Group':
      return demandOf(expression.base)
    case 'And':
      return both(demandOf(expression.left), demandOf(expression.right))
    case 'Or':
      return either(demandOf(expression.left), demandOf(expression.right))
    case 'OpCall':
      if (expression.op === '==') return demandOfEquality(expression.left, expression.right)
      if (expression.op === 'in') return demandOfMembership(expression.left, expression.right)
      return anything
    case 'FuncCall':
      return demandOfCall(expression)
    default:
      return anything
  }
}

function demandOfEquality(left: Node, right: Node): Condition {
  const [name, value] = nameOf(left) === null ? [nameOf(right), constantOf(left)] : [nameOf(left), constantOf(right)]
  return typeof value === 'string' ? demandFor(name, [value]) : anything
}

function demandOfMembership(left: Node, right: Node): Condition {
  const name = nameOf(left)
  if (name === '_id' && right.type === 'FuncCall' && right.namespace === 'global' && right.name === 'path')
    return demandOfPath(right.args[0])
  const values = constantOf(right)
  if (!Array.isArray(values)) return anything
  // What is not text equals no id, type or slug.
  return demandFor(
    name,
    values.filter((value: unknown) => typeof value === 'string'),
  )
}

function demandOfPath(argument: Node | undefined): Condition {
  const pattern = argument && constantOf(argument)
  const prefix = typeof pattern === 'string' ? /^[^*]*/.exec(pattern)?.[0] : undefined
  return prefix === undefined || prefix === '' ? anything : { kind: 'prefix', prefix }
}

function demandOfCall(call: Node & { type: 'FuncCall' }): Condition {
  const values = call.args.map(constantOf)
  if (call.namespace === 'sanity' && call.name === 'versionOf' && typeof values[0] === 'string') return { kind: 'base', id: values[0] }
  if (call.namespace === 'sanity' && call.name === 'partOfRelease' && typeof values[0] === 'string')
    return { kind: 'prefix', prefix: `versions.${values[0]}.` }
  if (call.namespace === 'global' && call.name === 'references') {
    const ids = values.flat()
    return ids.every((id) => typeof id === 'string') ? { kind: 'refersTo', ids } : anything
  }
  return anything
}

/** The attribute of the document that `node` is, if it is one that the store knows. */
function nameOf(node: Node): '_id' | '_type' | 'slug.current' | null {
  if (node.type === 'Group') return nameOf(node.base)
  if (node.type !== 'AccessAttribute') return null
  if (node.base === undefined || node.base.type === 'This') return node.name === '_id' || node.name === '_type' ? node.name : null
  const { base } = node
  const ofSlug = base.type === 'AccessAttribute' && base.name === 'slug' && (base.base === undefined || base.base.type === 'This')
  return ofSlug && node.name === 'current' ? 'slug.current' : null
}

function demandFor(name: ReturnType<typeof nameOf>, values: readonly string[]): Condition {
  // Postgres can't be asked for these, and nothing kept contains them.
  const askable = values.filter((value) => !value.includes('\0') && value.isWellFormed())
  switch (name) {
    case '_id':
      return { kind: 'ids', ids: askable }
    case '_type':
      return { kind: 'types', types: askable }
    case 'slug.current':
      return { kind: 'slugs', slugs: askable }
    case null:
      return anything
  }
}

/** The value of `node` if it is a constant; undefined if it is not. */
function constantOf(node: Node): unknown {
  if (node.type === 'Value') return node.value
  if (node.type === 'Group') return constantOf(node.base)
  if (node.type !== 'Array') return undefined
  const values = node.elements.map((element) => (element.isSplat ? undefined : constantOf(element.value)))
  return values.includes(undefined) ? undefined : values
}
