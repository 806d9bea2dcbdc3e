import { evaluate, type EvaluateOptions } from 'groq-js'
import { dependenciesOf } from './condition.ts'
import { publishedIdOf } from '../document-id.ts'
import { queryError } from '../errors.ts'
import { Deadline, tickParameter } from './query-deadline.ts'
import type { Plan } from './query-plan.ts'
import type { QueryNode } from './query-node.ts'
import type { Source } from '../store.ts'
import type { Dependency } from './sync-tags.ts'
import { type Document, isRecord } from '../wire.ts'

/** What evaluation wants to know beside the documents. */
export interface Surroundings {
  readonly projectId: string
  readonly dataset: string
  /** What `identity()` gives: the id of who asks. */
  readonly identity: string
}

/** The answer to a query, and what it hangs on. */
export interface Answer {
  readonly result: unknown
  readonly dependencies: readonly Dependency[]
  /** Types by published id of the documents that references were followed to. */
  readonly types: ReadonlyMap<string, string>
  /** Evaluates a part of the same query on the same documents, with `root` as `@`. */
  readonly evaluatePart: (node: QueryNode, root: unknown) => Promise<unknown>
  /** All documents that were read. */
  readonly documents: readonly Document[]
}

/** What one query may take. It keeps everybody else waiting. */
const mostMilliseconds = 5000

/** What an answer may measure, in characters and values. */
const largestAnswer = 64 * 1024 * 1024

/** More documents than these are not searched for references to fetch at once. */
const mostToPrefetchFrom = 200

/** Answers `plan` from `source`. `everything` is what `releases::all()` reads.
 *  @throws {LakeError} 400 when the query asks for what can't be evaluated */
export async function answer(plan: Plan, source: Source, everything: Source, surroundings: Surroundings, query: string): Promise<Answer> {
  const filled = await Promise.all(
    plan.roots.map(
      async (root) => [root.parameter, await (root.raw ? everything : source).candidates(root.condition, root.excerpt)] as const,
    ),
  )
  const references = new References(source)
  const documents = filled.flatMap(([, candidates]) => candidates)
  if (plan.follows && documents.length <= mostToPrefetchFrom) await references.prefetch(documents)
  const deadline = new Deadline(mostMilliseconds)
  const options: EvaluateOptions = {
    dataset: [],
    params: {
      ...Object.fromEntries(filled.map(([name, candidates]) => [name, deadline.watched(candidates)])),
      [tickParameter]: deadline.watched([]),
    },
    sanity: { projectId: surroundings.projectId, dataset: surroundings.dataset },
    identity: surroundings.identity,
    timestamp: new Date(),
    dereference: ({ _ref }: { _ref: string }) => references.get(_ref),
  }
  const evaluatePart = async (node: QueryNode, root: unknown): Promise<unknown> => {
    const value = await evaluate(node, { ...options, root })
    return value.get()
  }
  let result: unknown
  try {
    result = await evaluatePart(plan.tree, undefined)
  } catch (cause) {
    throw queryError(
      `The query can't be answered: ${cause instanceof Error ? cause.message : String(cause)}`,
      query,
      0,
      query.length,
      cause,
    )
  }
  if (isTooLarge(result)) throw queryError('The answer is too large: ask for less, in slices or in projections', query)
  const dependencies = plan.roots.flatMap((root) => dependenciesOf(root.condition))
  return {
    result: result ?? null,
    dependencies: [...dependencies, ...references.followed()],
    types: references.types(),
    evaluatePart,
    documents: [...documents, ...references.documents()],
  }
}

/** The same object may stand in an answer many times, so its size shows only as it is written. */
function isTooLarge(result: unknown): boolean {
  let size = 0
  const pending: unknown[] = [result]
  while (pending.length > 0 && size <= largestAnswer) {
    const value = pending.pop()
    size += typeof value === 'string' ? value.length : 1
    if (Array.isArray(value)) for (let index = 0; index < value.length; index += 1) pending.push(value[index])
    else if (isRecord(value)) pending.push(...Object.values(value))
  }
  return size > largestAnswer
}

/** The documents that references lead to, each fetched once a query. */
class References {
  readonly #source: Source
  readonly #found = new Map<string, Document | null>()
  readonly #followed = new Set<string>()

  constructor(source: Source) {
    this.#source = source
  }

  /** Fetches what `documents` refer to in one go. */
  async prefetch(documents: readonly Document[]): Promise<void> {
    const ids = new Set<string>()
    const pending: unknown[] = [...documents]
    while (pending.length > 0 && ids.size < mostToPrefetchFrom) {
      const value = pending.pop()
      if (typeof value !== 'object' || value === null) continue
      if (isRecord(value) && typeof value['_ref'] === 'string') ids.add(value['_ref'])
      pending.push(...Object.values(value))
    }
    await this.#fetch([...ids])
  }

  async #fetch(ids: readonly string[]): Promise<void> {
    const documents = await this.#source.byId(ids)
    const byId = new Map(documents.map((document) => [document._id, document]))
    for (const id of ids) this.#found.set(id, byId.get(id) ?? byId.get(publishedIdOf(id)) ?? null)
  }

  async get(id: string): Promise<Document | null> {
    this.#followed.add(id)
    if (!this.#found.has(id)) await this.#fetch([id])
    return this.#found.get(id) ?? null
  }

  followed(): Dependency[] {
    return [...this.#followed].map((id) => ({ kind: 'id', id }))
  }

  types(): ReadonlyMap<string, string> {
    return new Map(
      [...this.#followed].flatMap((id) => {
        const type = this.#found.get(id)?._type
        return type === undefined ? [] : [[publishedIdOf(id), type] as const]
      }),
    )
  }

  documents(): Document[] {
    return [...this.#found.values()].filter((document) => document !== null)
  }
}
