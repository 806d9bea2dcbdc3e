import { GroqSyntaxError, parse } from 'groq-js'
import { anything, both, type Condition } from './condition.ts'
import { chainOf, demandOfScore } from './demand.ts'
import { queryError } from '../errors.ts'
import { countedIn, type Excerpt, firstIn, uncounted } from './excerpt.ts'
import { dangerIn } from './match-guard.ts'
import { ticking } from './query-deadline.ts'
import type { QueryNode } from './query-node.ts'

/** One place of a query that reads from the dataset, and what it surely demands of what it reads. */
interface Root {
  /** The parameter that stands in its place. */
  readonly parameter: string
  readonly condition: Condition
  /** How little of what meets the condition is enough; null for all of it. */
  readonly excerpt: Excerpt | null
  /** Whether all states of the dataset are meant, whatever the perspective. */
  readonly raw: boolean
}

/** A query made ready: each place that read the whole dataset reads a parameter now, to be filled with its candidates. */
export interface Plan {
  readonly tree: QueryNode
  readonly roots: readonly Root[]
  /** Whether it follows references. */
  readonly follows: boolean
}

const longestQuery = 200_000
const deepestNesting = 80

/** `query` parsed and analysed. The parameter `$identity`, unless given, is the id of who asks.
 *  @throws {LakeError} 400 saying where it is wrong, or which parameter is missing */
export function planOf(query: string, params: Readonly<Record<string, unknown>>, identity: string): Plan {
  const tree = parsed(query, Object.assign(Object.create(null), { identity }, params) as Record<string, unknown>)
  const planner = new Planner()
  const planned = planner.rewrite(tree)
  return { tree: planned, roots: planner.roots, follows: planner.follows }
}

function parsed(query: string, params: Readonly<Record<string, unknown>>): QueryNode {
  if (query.length > longestQuery) throw queryError(`The query is longer than ${longestQuery} characters`, query.slice(0, 200))
  if (nesting(query) > deepestNesting) throw queryError(`The query nests deeper than ${deepestNesting} levels`, query)
  let tree: QueryNode
  try {
    tree = parse(query, { params: { ...params } })
  } catch (cause) {
    if (cause instanceof GroqSyntaxError)
      throw queryError(cause.message, query, cause.position, Math.max(cause.position, query.length), cause)
    throw queryError(cause instanceof Error ? cause.message : String(cause), query, 0, query.length, cause)
  }
  const nodes = nodesOf(tree)
  const danger = dangerIn(nodes)
  if (danger !== null) throw queryError(danger, query)
  const missing = nodes.find((node) => node.type === 'Parameter' && !Object.hasOwn(params, node.name))
  if (missing?.type === 'Parameter') throw queryError(`The parameter $${missing.name} is used, but not given`, query)
  return tree
}

/** How deep brackets nest, those in texts aside. */
function nesting(query: string): number {
  let depth = 0
  let deepest = 0
  for (const [bracket] of query.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/[^\n]*/g, '').matchAll(/[[\](){}]/g)) {
    depth += '[({'.includes(bracket) ? 1 : -1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

type Node = QueryNode

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** All nodes of `tree`, itself first. Constants are not looked into. */
export function nodesOf(tree: Node): Node[] {
  const nodes: Node[] = []
  const pending: unknown[] = [tree]
  while (pending.length > 0) {
    const value = pending.pop()
    if (typeof value !== 'object' || value === null) continue
    if (isNode(value)) {
      nodes.push(value)
      if (value.type === 'Value') continue
    }
    pending.push(...Object.values(value))
  }
  return nodes
}

class Planner {
  readonly roots: Root[] = []
  follows = false
  readonly #excerpts = new Map<QueryNode, Excerpt>()
  /** What is demanded of filters by what stands behind them. */
  readonly #scored = new Map<QueryNode, Condition>()
  /** In how many expressions that are evaluated for each element of something this place is. */
  #loops = 0

  rewrite<T>(value: T): T
  rewrite(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.rewrite(item))
    if (typeof value !== 'object' || value === null) return value
    if (!isNode(value)) return this.#inside(value)
    const node = this.#rewriteNode(value)
    return this.#loops > 0 && isLoop(node) ? { ...node, base: ticking(node.base) } : node
  }

  #rewriteNode(value: Node): unknown {
    const excerpt = firstIn(value) ?? countedIn(value)
    if (excerpt) this.#excerpts.set(excerpt.of, excerpt.excerpt)
    const scored = demandOfScore(value)
    if (scored) this.#scored.set(scored.of, scored.condition)
    switch (value.type) {
      case 'Value':
        return value
      case 'Everything':
        return this.#root(this.#scored.get(value) ?? anything, this.#excerpts.get(value))
      case 'FuncCall':
        if (value.namespace === 'releases' && value.name === 'all')
          return this.#root({ kind: 'types', types: ['system.release'] }, undefined, true)
        // Their arguments are selectors, which are read and not evaluated.
        if (value.namespace === 'diff' || value.namespace === 'delta') return value
        return this.#inside(value)
      case 'Filter': {
        const demand = chainOf(value)
        if (demand === null) return this.#inside(value)
        const wanted = demand.exact ? this.#excerpts.get(value) : undefined
        const filter = this.#filter(value, both(demand.condition, this.#scored.get(value) ?? anything), wanted)
        return wanted?.kind === 'count' ? orUncounted(filter, `lake:${this.roots.length - 1}`) : filter
      }
      case 'Deref':
        this.follows = true
        return this.#inside(value)
      default:
        return this.#inside(value)
    }
  }

  #inside(value: object): object {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === 'expr' || key === 'args' ? this.#looped(inner) : this.rewrite(inner)]),
    )
  }

  #looped<T>(value: T): T {
    this.#loops += 1
    const rewritten = this.rewrite(value)
    this.#loops -= 1
    return rewritten
  }

  #filter(node: Node, condition: Condition, excerpt: Excerpt | undefined): QueryNode {
    if (node.type === 'Everything') return this.#root(condition, excerpt)
    if (node.type === 'Group') return { ...node, base: this.#filter(node.base, condition, excerpt) }
    if (node.type !== 'Filter') return this.rewrite(node)
    const base = this.#filter(node.base, condition, excerpt)
    return { ...node, base, expr: this.#looped(node.expr) }
  }

  #root(condition: Condition, excerpt: Excerpt | undefined, raw = false): Node {
    const parameter = `lake:${this.roots.length}`
    this.roots.push({ parameter, condition, excerpt: excerpt ?? null, raw })
    return { type: 'Parameter', name: parameter }
  }
}

/** `filter`, or what stands in `parameter` as it is, where those are no documents but their number: `select($lake:0[0]._id == "" => $lake:0, filter)`. */
function orUncounted(filter: QueryNode, parameter: string): QueryNode {
  const all: QueryNode = { type: 'Parameter', name: parameter }
  const id: QueryNode = { type: 'AccessAttribute', base: { type: 'AccessElement', base: all, index: 0 }, name: '_id' }
  const condition: QueryNode = { type: 'OpCall', op: '==', left: id, right: { type: 'Value', value: uncounted._id } }
  return { type: 'Select', alternatives: [{ condition, value: all }], fallback: filter }
}

function isLoop(node: unknown): node is Node & { base: Node } {
  return isNode(node) && ['Filter', 'Map', 'FlatMap', 'PipeFuncCall'].includes(node.type)
}
