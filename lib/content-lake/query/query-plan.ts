import { anything, both, type Condition } from './condition.ts'
import { chainOf, demandOfScore } from './demand.ts'
import { countedIn, type Excerpt, firstIn, isCount, numberIn } from './excerpt.ts'
import { parseQuery } from './parse-query.ts'
import type { QueryNode } from './query-node.ts'
import { isNode } from './query-nodes.ts'

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
}

/** `query` parsed and analysed. The parameter `$identity`, unless given, is the id of who asks.
 *  @throws {LakeError} 400 saying where it is wrong, or which parameter is missing */
export function planOf(query: string, params: Readonly<Record<string, unknown>>, identity: string): Plan {
  const tree = parseQuery(query, { identity, ...params })
  const planner = new Planner()
  const planned = planner.rewrite(tree)
  return { tree: planned, roots: planner.roots }
}

type Node = QueryNode

class Planner {
  readonly roots: Root[] = []
  readonly #excerpts = new Map<QueryNode, Excerpt>()
  /** What is demanded of filters by what stands behind them. */
  readonly #scored = new Map<QueryNode, Condition>()

  rewrite<T>(value: T): T
  rewrite(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.rewrite(item))
    if (typeof value !== 'object' || value === null) return value
    if (!isNode(value)) return this.#inside(value)
    return this.#rewriteNode(value)
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
        return this.#call(value)
      case 'Filter': {
        const demand = chainOf(value)
        if (demand === null) return this.#inside(value)
        const wanted = demand.exact ? this.#excerpts.get(value) : undefined
        return this.#filter(value, both(demand.condition, this.#scored.get(value) ?? anything), wanted)
      }
      default:
        return this.#inside(value)
    }
  }

  #inside(value: object): object {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.rewrite(inner)]))
  }

  /** A call as it is, or, of `count()`, the number that the store gives in place of documents: `select(<there is one> => <number>, count(…))`. */
  #call(node: Node): Node | object {
    const next = this.roots.length
    const call = this.#inside(node)
    const counted = countedIn(node)
    const root = this.roots[next]
    // What is counted is the first that is read in it, if it is documents at all.
    if (!counted || chainOf(counted.of) === null || root?.excerpt?.kind !== 'count') return call
    return { type: 'Select', alternatives: [{ condition: isCount(root.parameter), value: numberIn(root.parameter) }], fallback: call }
  }

  #filter(node: Node, condition: Condition, excerpt: Excerpt | undefined): QueryNode {
    if (node.type === 'Everything') return this.#root(condition, excerpt)
    if (node.type === 'Group') return { ...node, base: this.#filter(node.base, condition, excerpt) }
    if (node.type !== 'Filter') return this.rewrite(node)
    return { ...node, base: this.#filter(node.base, condition, excerpt), expr: this.rewrite(node.expr) }
  }

  #root(condition: Condition, excerpt: Excerpt | undefined, raw = false): Node {
    const parameter = `lake:${this.roots.length}`
    this.roots.push({ parameter, condition, excerpt: excerpt ?? null, raw })
    return { type: 'Parameter', name: parameter }
  }
}
