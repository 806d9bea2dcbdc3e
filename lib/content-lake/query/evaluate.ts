import { dependenciesOf } from './condition.ts'
import { publishedIdOf } from '../document-id.ts'
import { LakeError, queryError } from '../errors.ts'
import { Evaluation, type Outcome, type Task } from './evaluation.ts'
import type { Surroundings } from './evaluator.ts'
import { countedSteps, MOST_DOCUMENTS_HERE, MOST_STEPS_HERE, TooManySteps } from './query-limits.ts'
import type { Plan } from './query-plan.ts'
import type { Candidates, Found, QueryWorkers } from './query-workers.ts'
import type { SourceMap } from './source-map.ts'
import type { Source } from '../store.ts'
import type { Dependency } from './sync-tags.ts'

/** The answer to a query, and what it hangs on. */
export interface Answer {
  /** The result, as JSON. */
  readonly json: string
  readonly map: SourceMap | null
  readonly dependencies: readonly Dependency[]
  /** Types by published id of the documents that references were followed to. */
  readonly types: ReadonlyMap<string, string>
}

/** What is to be answered, and where from. */
export interface Question {
  readonly query: string
  readonly plan: Plan
  readonly source: Source
  /** What `releases::all()` reads. */
  readonly everything: Source
  readonly surroundings: Surroundings
  readonly workers: QueryWorkers
  readonly withMap?: boolean
}

/** Answers a question: here if that is quick, else in a worker, so that nobody else waits.
 *  @throws {LakeError} 400 when it asks for what can't be evaluated, or for too much */
export async function answer({ query, plan, source, everything, surroundings, workers, withMap = false }: Question): Promise<Answer> {
  const candidates: Candidates = await Promise.all(
    plan.roots.map(
      async (root) => [root.parameter, await (root.raw ? everything : source).candidates(root.condition, root.excerpt)] as const,
    ),
  )
  const task: Task = { tree: plan.tree, surroundings, now: Date.now(), withMap }
  const fetch = (ids: readonly string[]): Promise<Found> => documentsAt(source, ids)
  let outcome: Outcome
  try {
    outcome = await evaluateTask(task, candidates, fetch, workers)
  } catch (cause) {
    if (cause instanceof LakeError) throw cause
    throw queryError(
      `The query can't be answered: ${cause instanceof Error ? cause.message : String(cause)}`,
      query,
      0,
      query.length,
      cause,
    )
  }
  const followed = outcome.followed.map(({ id }) => ({ kind: 'id', id }) as const)
  return {
    json: outcome.json,
    map: outcome.map,
    dependencies: [...plan.roots.flatMap((root) => dependenciesOf(root.condition)), ...followed],
    types: new Map(outcome.followed.flatMap(({ id, type }) => (type === null ? [] : [[publishedIdOf(id), type] as const]))),
  }
}

/** Evaluates `task` here if that is quick, else in a worker.
 *  @throws {QueryTooSlow | QueryTooBig | AnswerTooLarge} when it is too much, {LakeError} 503 when too many wait */
export async function evaluateTask(
  task: Task,
  candidates: Candidates,
  fetch: (ids: readonly string[]) => Promise<Found>,
  workers: QueryWorkers,
): Promise<Outcome> {
  return (await evaluateHere(task, candidates, fetch)) ?? (await workers.evaluate(task, candidates, fetch))
}

/** Evaluates within what nobody notices; null if that is not enough. */
async function evaluateHere(
  task: Task,
  candidates: Candidates,
  fetch: (ids: readonly string[]) => Promise<Found>,
): Promise<Outcome | null> {
  let count = candidates.reduce((sum, [, documents]) => sum + documents.length, 0)
  const evaluation = new Evaluation(task)
  for (const [parameter, documents] of candidates) evaluation.addCandidates(parameter, documents)
  try {
    const spend = countedSteps(MOST_STEPS_HERE)
    while (count <= MOST_DOCUMENTS_HERE) {
      const outcome = evaluation.attempt(spend)
      if ('json' in outcome) return outcome
      count += outcome.length
      if (count <= MOST_DOCUMENTS_HERE) evaluation.addFound(await fetch(outcome))
    }
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error
  }
  return null
}

/** What stands at `ids`, for references to them. */
export async function documentsAt(source: Source, ids: readonly string[]): Promise<Found> {
  const documents = await source.byId(ids)
  const byId = new Map(documents.map((document) => [document._id, document]))
  return ids.map((id) => [id, byId.get(id) ?? byId.get(publishedIdOf(id)) ?? null])
}
