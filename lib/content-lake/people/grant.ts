import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { type Condition } from '../query/condition.ts'
import { chainOf } from '../query/demand.ts'
import { Interpreter } from '../query/interpreter.ts'
import { parseQuery } from '../query/parse-query.ts'
import { countedSteps, QueryTooBig, TooManySteps } from '../query/query-limits.ts'
import type { QueryNode } from '../query/query-node.ts'
import { nodesOf } from '../query/query-nodes.ts'
import { Scope } from '../query/scope.ts'
import { LakeError } from '../errors.ts'
import type { Document } from '../wire.ts'

const permissions = ['read', 'create', 'update', 'history', 'editHistory', 'manage'] as const

/** What may be done to a document. */
export type Permission = (typeof permissions)[number]

/** What may be done to the documents that `filter` (GROQ) lets through: the shape of Sanity's grants. */
export const grantSchema = z.strictObject({
  filter: z.string().min(1).max(10_000),
  permissions: z.array(z.enum(permissions)).min(1),
  /** The names of the datasets that it is for; all, where it is absent. */
  datasets: z.array(z.string().min(1).max(64)).min(1).optional(),
})

/** @see sanity `packages/sanity/src/core/store/grants/grantsStore.ts`, which evaluates them in the Studio */
export type Grant = Readonly<z.infer<typeof grantSchema>>

/** A filter made ready. */
export interface GrantFilter {
  /** What it surely demands: Postgres finds candidates by it. */
  readonly condition: Condition
  /** Whether it lets `document` through, for the one who is `identity`. */
  matches(document: Document, identity: string): boolean
}

/** The filters of the roles that are built in, which need no evaluation. */
export const FILTERS = {
  everything: '_id in path("**")',
  /** Documents without a dot in their id. */
  published: '_id in path("*")',
  unpublished: '_id in path("drafts.**") || _id in path("versions.**")',
} as const

/** Whether `id` is one that strangers may read in a public dataset: it has no dot. */
export function isPublic(id: string): boolean {
  return !id.includes('.')
}

const known: Readonly<Record<string, (document: Document) => boolean>> = {
  [FILTERS.everything]: () => true,
  [FILTERS.published]: ({ _id }) => isPublic(_id),
  [FILTERS.unpublished]: ({ _id }) => /^(?:drafts|versions)\./.test(_id),
}

const ready = new LRUCache<string, GrantFilter>({ max: 1000 })

/** `filter` made ready; made once however often it is asked for. */
export function grantFilter(filter: string): GrantFilter {
  const found = ready.get(filter)
  if (found) return found
  const tree = treeOf(filter)
  const quick = Object.hasOwn(known, filter) ? known[filter] : undefined
  const made: GrantFilter = {
    condition: chainOf(tree)?.condition ?? { kind: 'any' },
    matches(document, identity) {
      if (quick) return quick(document)
      return tree.type === 'Filter' && holds(tree.expr, document, identity)
    },
  }
  ready.set(filter, made)
  return made
}

/** `*[filter]`, in which `$identity` stands for who asks.
 *  @throws {LakeError} 400 saying where it is wrong */
function treeOf(filter: string): QueryNode {
  return parseQuery(`*[${filter}]`, {}, { open: 'identity' })
}

/** What a filter may take for one document, in steps of evaluation: rights are asked about where everybody waits. */
const mostSteps = 200_000

/** What a filter may look at: the document and who asks, and nothing else. One that takes too long for a document grants nothing of it, the same
 *  each time, since steps are counted and not time. */
function holds(expression: QueryNode, document: Document, identity: string): boolean {
  const nothing = { projectId: '', dataset: '', now: new Date(0), document: () => null, spend: countedSteps(mostSteps) }
  const interpreter = new Interpreter(expression, { ...nothing, identity, parameters: { identity } })
  try {
    return interpreter.evaluate(expression, new Scope(null).within(document)) === true
  } catch (error) {
    if (error instanceof TooManySteps || error instanceof QueryTooBig) return false
    throw error
  }
}

/** What makes a filter useless for rights: it must say the same of the same document for ever, and look at nothing else. */
const forbidden: Readonly<Record<string, string>> = {
  Deref: 'follow references',
  Projection: 'project',
  SelectorFuncCall: 'compare states',
}
const forbiddenCalls = new Set(['global.now', 'releases.all', 'global.score', 'global.boost', 'text.query', 'global.rand'])

/** What is wrong with `filter` as the filter of a grant, in a sentence; null if nothing is. */
export function flawOfFilter(filter: string): string | null {
  let tree: QueryNode
  try {
    tree = treeOf(filter)
  } catch (error) {
    if (error instanceof LakeError) return error.message
    throw error
  }
  if (chainOf(tree) === null || tree.type !== 'Filter' || tree.base.type !== 'Everything') return 'It must be one expression'
  for (const node of nodesOf(tree.expr)) {
    const what = node.type === 'Everything' ? 'look at other documents' : forbidden[node.type]
    if (what !== undefined) return `It must not ${what}: a right depends on the document alone`
    if (node.type === 'FuncCall' && forbiddenCalls.has(`${node.namespace}.${node.name}`)) return `It must not call ${node.name}()`
  }
  return null
}
