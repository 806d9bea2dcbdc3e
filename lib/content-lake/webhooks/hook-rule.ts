import { evaluate, parse } from 'groq-js'
import { httpError } from '../errors.ts'
import type { QueryNode } from '../query/query-node.ts'
import type { Document } from '../wire.ts'

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
  /** Finds what a reference of a projection leads to. */
  readonly dereference: (id: string) => Promise<Document | null>
}

/** What is told of a change by this rule, or undefined where it does not concern it. */
export type CompiledRule = (delta: Delta, surroundings: RuleSurroundings) => Promise<unknown>

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
  return async (delta, { projectId, dataset, dereference }) => {
    if (!rule.on.includes(operationOf(delta))) return undefined
    const options = {
      ...delta,
      root: delta.after ?? delta.before,
      dataset: [],
      sanity: { projectId, dataset },
      dereference: async ({ _ref }: { _ref: string }) => dereference(_ref),
    }
    const found = filter ? await valueOf(filter, options) : true
    if (found !== true) return undefined
    return projection ? ((await valueOf(projection, options)) ?? null) : options.root
  }
}

async function valueOf(tree: QueryNode, options: Parameters<typeof evaluate>[1]): Promise<unknown> {
  const value = await evaluate(tree, options)
  return value.get()
}

function treeOf(name: 'filter' | 'projection', given: string | null | undefined): QueryNode | null {
  const text = (given ?? '').trim()
  if (text === '') return null
  let tree: QueryNode
  try {
    // A projection alone is no expression: it is one of the document that stands for `@`.
    tree = parse(name === 'projection' && text.startsWith('{') ? `@${text}` : text, { mode: 'delta' })
  } catch (cause) {
    throw httpError(400, `The ${name} is not GROQ: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
  if (asksForAll(tree)) throw httpError(400, `The ${name} of a webhook is about one document: "*" has no meaning in it`)
  return tree
}

function asksForAll(tree: QueryNode): boolean {
  const pending: unknown[] = [tree]
  while (pending.length > 0) {
    const node = pending.pop()
    if (typeof node !== 'object' || node === null) continue
    if ('type' in node && node.type === 'Everything') return true
    pending.push(...Object.values(node))
  }
  return false
}
