import { z } from 'zod'
import { type Action, actionSchema } from './action-schema.ts'
import type { Call } from '../call.ts'
import { flawOf } from '../content.ts'
import { performDocumentAction } from './document-actions.ts'
import { actionError } from '../errors.ts'
import { inShape } from './mutation.ts'
import { largestWrite, transactionIdSchema } from './mutate.ts'
import { requireDataset } from '../query/query.ts'
import { performReleaseAction } from './release-actions.ts'
import { requireWriter } from '../people/rights.ts'
import type { Result, Work } from './work.ts'
import { isRecord, json, readJson } from '../wire.ts'

const mostActions = 1000

const bodySchema = z.object({
  actions: z.array(z.unknown()).min(1).max(mostActions),
  transactionId: transactionIdSchema,
  dryRun: z.boolean().optional(),
  skipCrossDatasetReferenceValidation: z.boolean().optional(),
})

/** `POST data/actions/<dataset>`: what the Studio writes with. All actions of a request are one transaction.
 *
 *  The answer's `transactionId` is the one sent: the Studio knows its own echo among the events by it
 *  (`sanity` `src/core/store/document/document-pair/checkoutPair.ts`).
 *  @see https://www.sanity.io/docs/http-actions */
export async function actions(call: Call): Promise<Response> {
  const dataset = requireDataset(call)
  const identity = requireWriter(call)
  const raw = await readJson(call.request, largestWrite)
  const flaw = flawOf(raw)
  if (flaw !== null) throw actionError(400, flaw)
  const body = bodySchema.safeParse(raw)
  if (!body.success) throw actionError(400, `The body must be {"actions": […], "transactionId": "…"}: ${z.prettifyError(body.error)}`)
  const parsed = body.data.actions.map(parseAction)
  const { transactionId, dryRun = false } = body.data
  const outcome = await call.lake.writer
    .commit({ dataset, identity, access: call.access, transactionId, dryRun, make: (work) => perform(work, parsed) })
    .catch((error: unknown) => {
      throw inShape(error, 0, actionError)
    })
  return json({ transactionId: outcome.transactionId })
}

function parseAction(given: unknown, index: number): Action {
  const action = actionSchema.safeParse(given)
  if (action.success) return action.data
  const name = isRecord(given) && typeof given['actionType'] === 'string' ? given['actionType'].slice(0, 100) : null
  const unknown = action.error.issues.some((issue) => issue.code === 'invalid_union')
  const description = unknown
    ? `The lake knows no action ${JSON.stringify(name)}`
    : `${name ?? 'The action'} is malformed: ${z.prettifyError(action.error).slice(0, 2000)}`
  throw actionError(400, description, [{ index, error: { type: 'validationError', description } }])
}

async function perform(work: Work, parsed: readonly Action[]): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const [index, action] of parsed.entries()) {
    try {
      results.push(...(await performOne(work, action)))
    } catch (error) {
      throw inShape(error, index, actionError)
    }
  }
  return results
}

function performOne(work: Work, action: Action): Promise<readonly Result[]> {
  switch (action.actionType) {
    case 'sanity.action.release.create':
    case 'sanity.action.release.edit':
    case 'sanity.action.release.publish':
    case 'sanity.action.release.schedule':
    case 'sanity.action.release.unschedule':
    case 'sanity.action.release.archive':
    case 'sanity.action.release.unarchive':
    case 'sanity.action.release.delete':
    case 'sanity.action.release.import':
      return performReleaseAction(work, action)
    default:
      return performDocumentAction(work, action)
  }
}
