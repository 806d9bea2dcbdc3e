import { httpError, LakeError } from '../errors.ts'
import { documentsAt, evaluateTask } from '../query/evaluate.ts'
import { parseQuery } from '../query/parse-query.ts'
import type { QueryNode } from '../query/query-node.ts'
import { nodesOf } from '../query/query-nodes.ts'
import type { QueryWorkers } from '../query/query-workers.ts'
import type { Source } from '../store.ts'
import type { Document } from '../wire.ts'
import { treeOfDelta } from './delta-tree.ts'

/** When a webhook is told of a change, and what. */
export interface Rule {
  readonly on: readonly Operation[]
  readonly filter?: string | null | undefined
  readonly projection?: string | null | undefined
}

export type Operation = 'create' | 'update' | 'delete'

/** What happened to one document. */
export interface Delta {
  readonly before: Document | null
  readonly after: Document | null
}

/** Where an evaluation stands. */
export interface RuleSurroundings {
  readonly projectId: string
  readonly dataset: string
  /** Where it is evaluated that takes long. */
  readonly workers: QueryWorkers
  /** Where references lead. */
  readonly source: Source
}

/** What is told of a change by this rule, as JSON, or undefined where it does not concern it.
 *  @throws as a query does that takes too long, {LakeError} 503 when too many wait */
export type CompiledRule = (delta: Delta, surroundings: RuleSurroundings) => Promise<string | undefined>

/** What a change is to its document. */
export function operationOf({ before, after }: Delta): Operation {
  return before ? (after ? 'update' : 'delete') : 'create'
}

/** `rule` made ready. Its filter and projection are GROQ about one document, the state after the change or, where it was deleted, before;
 *  `before()`, `after()`, `delta::operation()`, `delta::changedAny()` and `delta::changedOnly()` tell of both.
 *  @throws {LakeError} 400 for what can't be parsed, or asks for other documents than those that references lead to
 *  @see https://www.sanity.io/docs/webhooks; https://www.sanity.io/docs/groq-functions#delta */
export function compileRule(rule: Rule): CompiledRule {
  const filter = treeOf('filter', rule.filter)
  const projection = treeOf('projection', rule.projection)
  return async (delta, surroundings) => {
    if (!rule.on.includes(operationOf(delta))) return undefined
    if (filter && (await valueOf(filter, delta, surroundings)) !== 'true') return undefined
    return projection ? await valueOf(projection, delta, surroundings) : JSON.stringify(delta.after ?? delta.before)
  }
}

/** What `tree` says of a change, as JSON. */
async function valueOf(
  tree: QueryNode,
  { before, after }: Delta,
  { projectId, dataset, workers, source }: RuleSurroundings,
): Promise<string> {
  const surroundings = { projectId, dataset, identity: '<none>' }
  const parameters = { before, after, operation: operationOf({ before, after }) }
  const task = { tree, surroundings, now: Date.now(), withMap: false, root: after ?? before, parameters }
  return (await evaluateTask(task, [], (ids) => documentsAt(source, ids), workers)).json
}

function treeOf(name: 'filter' | 'projection', given: string | null | undefined): QueryNode | null {
  const text = (given ?? '').trim()
  if (text === '') return null
  let tree: QueryNode
  try {
    // A projection alone is no expression: it is one of the document that stands for `@`.
    tree = parseQuery(name === 'projection' && text.startsWith('{') ? `@${text}` : text, {}, { isDelta: true })
  } catch (cause) {
    if (!(cause instanceof LakeError)) throw cause
    throw httpError(400, `The ${name} is not GROQ as it is understood here: ${cause.message}`, { cause })
  }
  if (asksForAll(tree))
    throw httpError(400, `The ${name} of a webhook is about one document: "*" has no meaning in it, nor has releases::all()`)
  return treeOfDelta(tree)
}

function asksForAll(tree: QueryNode): boolean {
  return nodesOf(tree).some((node) => node.type === 'Everything' || (node.type === 'FuncCall' && node.namespace === 'releases'))
}
