import { z } from 'zod'
import type { Call } from '../call.ts'
import { flawOf } from '../content.ts'
import { httpError, mutationError } from '../errors.ts'
import { answer } from '../query/evaluate.ts'
import { inShape, type MutationInput, mutationOf, refuse, withGeneratedKeys } from './mutation.ts'
import { planOf } from '../query/query-plan.ts'
import { requireDataset, requireDatasetNamed } from '../query/query.ts'
import { requireWriter } from '../people/rights.ts'
import { Store } from '../store.ts'
import type { Outcome } from './transaction.ts'
import type { Result, Work } from './work.ts'
import { flag, isRecord, json, readJson } from '../wire.ts'
import { WorkSource } from './work-source.ts'

/** The largest body of a write. */
export const largestWrite = 16 * 1024 * 1024
const mostMutations = 10_000
const mostSelected = 10_000

/** Ids of transactions, which become revisions. */
export const transactionIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,128}$/, 'A transaction id consists of letters, digits, "_", "-" and ".", at most 128')
  .optional()

const bodySchema = z.object({
  mutations: z.array(z.unknown()).max(mostMutations),
  transactionId: transactionIdSchema,
  dryRun: z.boolean().optional(),
})

const visibilities = new Set(['sync', 'async', 'deferred'])

/** `POST data/mutate/<dataset>`: changes documents, all or none, in one transaction.
 *  @see https://www.sanity.io/docs/http-mutations */
export async function mutate(call: Call): Promise<Response> {
  const dataset = requireDataset(call)
  const identity = requireWriter(call)
  const { mutations, transactionId, dryRun } = await readMutations(call)
  const outcome = await call.lake.writer
    .commit({ dataset, identity, access: call.access, transactionId, dryRun, make: (work) => apply(call, work, mutations) })
    .catch((error: unknown) => {
      throw inShape(error, 0, mutationError)
    })
  const documents = flag(call.url, 'returnDocuments') ? await documentsOf(call, dataset, outcome) : null
  if (!documents && !flag(call.url, 'returnIds', true)) return json({ transactionId: outcome.transactionId, results: [] })
  return json({
    transactionId: outcome.transactionId,
    results: outcome.results.map(({ id, operation }) => ({ id, operation, ...(documents ? { document: documents.get(id) ?? null } : {}) })),
  })
}

async function readMutations(
  call: Call,
): Promise<{ mutations: readonly MutationInput[]; transactionId: string | undefined; dryRun: boolean }> {
  const visibility = call.url.searchParams.get('visibility')
  if (visibility !== null && !visibilities.has(visibility))
    throw httpError(400, `Parameter "visibility" must be sync, async or deferred, not ${JSON.stringify(visibility)}`)
  const generateKeys = flag(call.url, 'autoGenerateArrayKeys')
  const dryRun = flag(call.url, 'dryRun')
  const raw = await readJson(call.request, largestWrite)
  const flaw = flawOf(raw)
  if (flaw !== null) throw mutationError(400, flaw)
  const body = bodySchema.safeParse(raw)
  if (!body.success) throw mutationError(400, `The body must be {"mutations": […], "transactionId": "…"}: ${z.prettifyError(body.error)}`)
  const mutations = body.data.mutations.map((given, index) => {
    try {
      const mutation = mutationOf(given)
      return generateKeys ? withGeneratedKeys(mutation) : mutation
    } catch (error) {
      throw inShape(error, index, mutationError)
    }
  })
  return { mutations, transactionId: body.data.transactionId, dryRun: dryRun || body.data.dryRun === true }
}

/** Makes the changes of `mutations` in their order; a refusal names the one that was refused. */
export async function apply(call: Call, work: Work, mutations: readonly MutationInput[]): Promise<readonly Result[]> {
  await work.load(mutations.flatMap(idsIn))
  const results: Result[] = []
  for (const [index, mutation] of mutations.entries()) {
    try {
      results.push(...(await applyOne(call, work, mutation)))
    } catch (error) {
      throw inShape(error, index, mutationError)
    }
  }
  return results
}

function idsIn(mutation: MutationInput): string[] {
  const ids = Object.values(mutation).flatMap((value: Record<string, unknown>) => value['id'] ?? value['_id'])
  return ids.filter((id): id is string => typeof id === 'string' && id.isWellFormed() && !id.includes('\0') && !id.endsWith('.'))
}

async function applyOne(call: Call, work: Work, mutation: MutationInput): Promise<readonly Result[]> {
  if ('create' in mutation) return [await work.create(mutation.create, 'create')]
  if ('createIfNotExists' in mutation) return [await work.create(mutation.createIfNotExists, 'createIfNotExists')]
  if ('createOrReplace' in mutation) return [await work.create(mutation.createOrReplace, 'createOrReplace')]
  const results: Result[] = []
  if ('delete' in mutation) {
    const { purge = false } = mutation.delete
    for (const id of await selected(call, work, mutation.delete)) results.push(await work.delete(id, undefined, purge))
    return results
  }
  const { id: _id, query: _query, params: _params, ...patch } = mutation.patch
  for (const id of await selected(call, work, mutation.patch)) results.push(await work.patch(id, patch))
  return results
}

interface Selection {
  readonly id?: string | readonly string[] | undefined
  readonly query?: string | undefined
  readonly params?: Readonly<Record<string, unknown>> | undefined
}

/** The ids that a patch or deletion is for: those it names, or those of the documents its query finds. */
async function selected(call: Call, work: Work, { id, query, params }: Selection): Promise<readonly string[]> {
  if (id !== undefined) {
    const ids = [...new Set(typeof id === 'string' ? [id] : id)]
    if (ids.length > mostSelected) throw refuse.invalid(`A mutation names more than ${mostSelected} documents`)
    const malformed = ids.find((one) => !one.isWellFormed() || one.includes('\0'))
    if (malformed !== undefined) throw refuse.malformedId(malformed)
    return ids
  }
  if (query === undefined) throw refuse.invalid('A patch or deletion needs an id or a query')
  const source = new WorkSource(
    work,
    new Store(work.client).source({ dataset: work.dataset, perspective: { kind: 'raw' }, access: work.access }),
  )
  const { project, name } = requireDatasetNamed(call)
  const surroundings = { projectId: project, dataset: name, identity: work.identity.id }
  const plan = planOf(query, params ?? {}, work.identity.id)
  const { json: found } = await answer({ query, plan, source, everything: source, surroundings, workers: call.lake.workers })
  const result: unknown = JSON.parse(found)
  const documents = Array.isArray(result) ? result : [result]
  if (documents.length > mostSelected) throw refuse.invalid(`The query selects more than ${mostSelected} documents`)
  const ids = documents
    .map((document: unknown) => (isRecord(document) && typeof document['_id'] === 'string' ? document['_id'] : null))
    .filter((found) => found !== null)
  await work.load(ids)
  return ids
}

/** The documents that the transaction names: as it left them, or as it deleted them, or, where it changed nothing, as they are. */
async function documentsOf(call: Call, dataset: string, outcome: Outcome): Promise<ReadonlyMap<string, unknown>> {
  const changed = new Map<string, unknown>(
    (outcome.changes ?? []).map(({ documentId, before, after }) => {
      const state = after ?? before
      return [documentId, state && call.access.reads(state) ? state : null]
    }),
  )
  const others = outcome.results.map(({ id }) => id).filter((id) => !changed.has(id))
  if (others.length === 0) return changed
  for (const document of await call.lake.store.source({ dataset, perspective: { kind: 'raw' }, access: call.access }).byId(others))
    changed.set(document._id, document)
  return changed
}
