import { z } from 'zod'
import type { Call } from '../call.ts'
import { httpError, queryError } from '../errors.ts'
import { answer } from './evaluate.ts'
import { groupsAsked } from '../people/members.ts'
import type { Dataset } from '../people/register.ts'
import { parseJson } from '../json-text.ts'
import { AnswerTooLarge, withinText } from './measure.ts'
import { perspectiveOf, speaksSince } from './perspective.ts'
import { planOf } from './query-plan.ts'
import { tagsOfAnswer } from './sync-tags.ts'
import { flag, json, jsonText, readJson } from '../wire.ts'

const largestQueryBody = 4 * 1024 * 1024

const querySchema = z.object({
  query: z.string(),
  params: z.record(z.string(), z.unknown()).nullish(),
  perspective: z.unknown().optional(),
})

interface Asked {
  readonly query: string
  readonly params: Readonly<Record<string, unknown>>
  readonly perspective: unknown
}

/** The query's parameters in an address: `$name=<json>`.
 *  @throws {LakeError} 400 naming the one that is not JSON */
export function paramsIn(url: URL): Record<string, unknown> {
  const params: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const [key, value] of url.searchParams) {
    if (!key.startsWith('$')) continue
    try {
      params[key.slice(1)] = parseJson(value)
    } catch (cause) {
      throw httpError(400, `The parameter ${key} is not JSON: ${JSON.stringify(value.slice(0, 100))}`, { cause })
    }
  }
  return params
}

async function asked(call: Call): Promise<Asked> {
  const perspective = call.url.searchParams.get('perspective') ?? undefined
  if (call.request.method !== 'POST') {
    const query = call.url.searchParams.get('query')
    if (query === null) throw queryError('The parameter "query" is missing', '')
    return { query, params: paramsIn(call.url), perspective }
  }
  const body = querySchema.safeParse(await readJson(call.request, largestQueryBody))
  if (!body.success) throw queryError(`The body must be {"query": "…", "params": {…}}: ${z.prettifyError(body.error)}`, '')
  return { query: body.data.query, params: body.data.params ?? {}, perspective: perspective ?? body.data.perspective }
}

/** `GET` and `POST data/query/<dataset>`: answers a GROQ query in the perspective asked for.
 *  @see https://www.sanity.io/docs/http-query */
export async function query(call: Call): Promise<Response> {
  const started = performance.now()
  const { access, lake } = call
  const { key: dataset, project, name } = requireDatasetNamed(call)
  const { query: text, params, perspective: given } = await asked(call)
  const perspective = perspectiveOf(call, given)
  const groups = await groupsAsked(call, text)
  if (groups) return json({ result: groups, syncTags: [], ms: Math.round(performance.now() - started) })
  const surroundings = { projectId: project, dataset: name, identity: call.identity?.id ?? '<none>' }
  const plan = planOf(text, params, surroundings.identity)
  const source = lake.store.source({ dataset, perspective, access })
  const everything = lake.store.source({ dataset, perspective: { kind: 'raw' }, access })
  const withMap = call.url.searchParams.get('resultSourceMap')
  const found = await answer({
    query: text,
    plan,
    source,
    everything,
    surroundings,
    workers: lake.workers,
    withMap: withMap !== null && withMap !== 'false' && speaksSince(call.version, '2021-03-25'),
  })
  const rest = {
    syncTags: tagsOfAnswer(dataset, found.dependencies, found.types),
    ...(found.map ? { resultSourceMap: found.map } : {}),
    ms: Math.round(performance.now() - started),
  }
  // The result is JSON already, perhaps written by a worker: it is not read again to be written again.
  const before = flag(call.url, 'returnQuery', true) ? `"query":${JSON.stringify(text)},` : ''
  return jsonText(answerText(text, () => `{${before}"result":${found.json},${JSON.stringify(rest).slice(1)}`))
}

/** What `write` makes of the answer to `query`.
 *  @throws {LakeError} 400 if it is longer than a text can be: a source map may be larger than what it is of */
export function answerText(query: string, write: () => string): string {
  try {
    return withinText(write)
  } catch (cause) {
    if (!(cause instanceof AnswerTooLarge)) throw cause
    throw queryError(`The query can't be answered: ${cause.message}`, query, 0, query.length, cause)
  }
}

/** The dataset that the address names.
 *  @throws {LakeError} 404 if there is none of this name */
export function requireDatasetNamed({ dataset, params, project }: Call): Dataset {
  if (!dataset) throw httpError(404, `There is no dataset ${JSON.stringify(params['dataset'])} in the project ${JSON.stringify(project)}`)
  return dataset
}

/** The key of the dataset that the address names: what its rows are kept under.
 *  @throws {LakeError} 404 if there is none of this name */
export function requireDataset(call: Call): string {
  return requireDatasetNamed(call).key
}
