import type { Call } from '../call.ts'
import { type Condition, mayMeet } from '../query/condition.ts'
import { queryError } from '../errors.ts'
import { documentsAt } from '../query/evaluate.ts'
import { Evaluation } from '../query/evaluation.ts'
import type { Surroundings } from '../query/evaluator.ts'
import { paramsIn, requireDatasetNamed } from '../query/query.ts'
import { countedSteps } from '../query/query-limits.ts'
import { chainOf } from '../query/demand.ts'
import { planOf } from '../query/query-plan.ts'
import type { QueryNode } from '../query/query-node.ts'
import type { ListenerFilter } from './shared-filters.ts'
import type { Source } from '../store.ts'
import type { Document } from '../wire.ts'

/** What a filter may take for one document, in steps of evaluation, and for all documents within `windowMs`. Listeners whose filter takes more
 *  are ended. */
const mostSteps = 100_000
const mostMillisecondsInWindow = 2_000
const windowMs = 10_000

/** The filter of the query of `call`, shared with all listeners that ask the same with the same rights; `release` is to be called when the
 *  listener ends. What follows the filter in the query, such as a projection or an order, does not matter to it.
 *  @throws {LakeError} 400 for a query that is no filter of all documents */
export function takeFilter(call: Call, dataset: string): { readonly filter: ListenerFilter; readonly release: () => void } {
  return call.lake.filters.take(keyOf(call, dataset), () => filterOf(call, dataset))
}

/** The same for calls whose filters never differ in what they answer. */
function keyOf(call: Call, dataset: string): string {
  const query = call.url.searchParams.get('query') ?? ''
  const params = [...call.url.searchParams].flatMap(([name, value]) => (name.startsWith('$') ? [`${name}=${value}`] : [])).toSorted()
  const { access, identity } = call
  // A grant's filter may ask who it is, as the query itself may.
  const who = query.includes('identity') || access.reading === 'some' ? (identity?.id ?? '') : ''
  return JSON.stringify([dataset, query, params, who, access.fingerprint])
}

function filterOf(call: Call, dataset: string): ListenerFilter {
  const query = call.url.searchParams.get('query')
  if (query === null) throw queryError('The parameter "query" is missing', '')
  const params = paramsIn(call.url)
  const plan = planOf(query, params, call.identity?.id ?? '<none>')
  const [root] = plan.roots
  const tree = innermostFilter(plan.tree)
  if (!root || !tree || plan.roots.length > 1 || root.raw)
    throw queryError('A listener needs a query that filters all documents once: *[…]', query)
  // What references lead to counts only as far as the listener may read it: a filter that is met tells what it asked for.
  const source = call.lake.store.source({ dataset, perspective: { kind: 'raw' }, access: call.access })
  const { project, name } = requireDatasetNamed(call)
  const surroundings = { projectId: project, dataset: name, identity: call.identity?.id ?? '<none>' }
  return boundedFilter(root.condition, async (document) => isMet(tree, root.parameter, document, source, surroundings))
}

/** Whether `document` passes the filter `tree`, in which `parameter` stands for all documents. */
async function isMet(tree: QueryNode, parameter: string, document: Document, source: Source, surroundings: Surroundings): Promise<boolean> {
  const evaluation = new Evaluation({ tree, surroundings, now: Date.now(), withMap: false })
  evaluation.addCandidates(parameter, [document])
  const spend = countedSteps(mostSteps)
  for (;;) {
    const outcome = evaluation.attempt(spend)
    if ('json' in outcome) return outcome.json !== '[]' && outcome.json !== 'null'
    evaluation.addFound(await documentsAt(source, outcome))
  }
}

/** A filter that asks `evaluateOne` of what may meet `condition` alone, once a state of a document, and not for ever. */
function boundedFilter(condition: Condition, evaluateOne: (document: Document) => Promise<boolean>): ListenerFilter {
  const known = new WeakMap<Document, Promise<boolean>>()
  let windowEnd = 0
  let spent = 0

  async function timed(document: Document): Promise<boolean> {
    const begun = performance.now()
    if (begun > windowEnd) {
      windowEnd = begun + windowMs
      spent = 0
    }
    if (spent > mostMillisecondsInWindow)
      throw new Error(`The filter of a listener takes more than ${mostMillisecondsInWindow} ms in ${windowMs / 1000} s`)
    try {
      return await evaluateOne(document)
    } finally {
      spent += performance.now() - begun
    }
  }

  return {
    matches(document) {
      if (!document || !mayMeet(condition, document)) return false
      const answer = known.get(document) ?? timed(document)
      known.set(document, answer)
      return answer
    },
  }
}

/** The part of a query that filters what stands for all documents, from the outside in. */
function innermostFilter(node: QueryNode): QueryNode | null {
  if (isFilterChain(node)) return node
  return 'base' in node && node.base ? innermostFilter(node.base) : null
}

function isFilterChain(node: QueryNode): boolean {
  if (node.type === 'Parameter') return node.name.startsWith('lake:')
  if (node.type === 'Everything') return chainOf(node) !== null
  return (node.type === 'Filter' || node.type === 'Group') && isFilterChain(node.base)
}
