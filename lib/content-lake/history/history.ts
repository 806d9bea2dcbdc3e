import type { Call } from '../call.ts'
import { type Cursor, cursorOf, documentEvents, type EventPage, releaseEvents } from './document-events.ts'
import { isDocumentId } from '../document-id.ts'
import { httpError } from '../errors.ts'
import { horizonOf, lastStateOf, momentOfRevision, momentOfTime, stateAt, stateBeyondLog } from './past-state.ts'
import { requireDataset } from '../query/query.ts'
import { requireHistorian } from '../people/rights.ts'
import { visibleDocuments, visibleEvents, visibleLog } from './visible-history.ts'
import { transactionLog } from './transaction-log.ts'
import { type Document, flag, json } from '../wire.ts'

const mostDocuments = 100

async function prepare(call: Call): Promise<{ dataset: string; ids: readonly string[] }> {
  requireHistorian(call)
  const ids = [...new Set((call.params['ids'] ?? '').split(',').filter((id) => id !== ''))]
  const malformed = ids.find((id) => !isDocumentId(id))
  if (malformed !== undefined) throw httpError(400, `Malformed document ID: ${JSON.stringify(malformed)}`)
  if (ids.length > mostDocuments) throw httpError(400, `History is given for at most ${mostDocuments} documents at once`)
  const dataset = requireDataset(call)
  return { dataset, ids: await visibleDocuments(call.lake.pool, dataset, ids, call.access) }
}

/** `GET data/history/<dataset>/documents/<ids>`: documents as they were at `revision`, at `time`, or when they were there last (`lastRevision=true`).
 *  A document at a revision that touched it has that revision as its `_rev`. */
export async function documentsInHistory(call: Call): Promise<Response> {
  const { dataset, ids } = await prepare(call)
  const { pool } = call.lake
  const states: (Document | null)[] = []
  if (flag(call.url, 'lastRevision')) for (const id of ids) states.push(await lastStateOf(pool, dataset, id))
  else {
    const moment = await momentAsked(call, dataset)
    const revision = textParameter(call, 'revision')
    if (moment !== null) for (const id of ids) states.push(await stateAt(pool, dataset, id, moment))
    else if (revision !== null) for (const id of ids) states.push(await stateBeyondLog(pool, dataset, id, revision))
  }
  return json({ documents: states.filter((state) => state !== null && call.access.readsInHistory(state)) })
}

/** The moment that the request names; null for a revision that was never. */
async function momentAsked(call: Call, dataset: string): Promise<number | null> {
  const revision = textParameter(call, 'revision')
  if (revision !== null) return momentOfRevision(call.lake.pool, dataset, revision)
  const time = timeParameter(call, 'time')
  return momentOfTime(call.lake.pool, dataset, time ?? new Date())
}

function textParameter(call: Call, name: string): string | null {
  const value = call.url.searchParams.get(name)
  if (value === null || value === '') return null
  if (value.includes('\0') || !value.isWellFormed()) throw httpError(400, `Parameter "${name}" has characters that it may not have`)
  return value
}

function timeParameter(call: Call, name: string): Date | null {
  const value = textParameter(call, name)
  if (value === null) return null
  const time = new Date(value)
  const year = time.getUTCFullYear()
  // Beyond these the database writes times otherwise.
  if (Number.isNaN(year) || year < 1 || year > 9999)
    throw httpError(400, `Parameter "${name}" must be a time such as 2026-01-31T12:00:00Z, not ${JSON.stringify(value)}`)
  return time
}

function numberParameter(call: Call, name: string, absent: number, most: number): number {
  const value = call.url.searchParams.get(name)
  if (value === null || value === '') return absent
  if (!/^\d{1,9}$/.test(value) || Number(value) < 1)
    throw httpError(400, `Parameter "${name}" must be a whole number from 1, not ${JSON.stringify(value)}`)
  return Math.min(Number(value), most)
}

/** `GET data/history/<dataset>/transactions/<ids>`: the transactions that touched the documents, as NDJSON, oldest first.
 *  The Studio asks for pages of 50 and goes on from the last it got, which is included in the next. */
export async function transactionsInHistory(call: Call): Promise<Response> {
  const { dataset, ids } = await prepare(call)
  const { pool } = call.lake
  const bound = async (name: string): Promise<number | null> => {
    const transaction = textParameter(call, name)
    if (transaction === null) return null
    // One that is not known any more lies where history was forgotten: the log begins there.
    const moment = (await momentOfRevision(pool, dataset, transaction)) ?? (await horizonOf(pool, dataset))
    if (moment === null) throw httpError(404, `There is no transaction ${JSON.stringify(transaction)}`)
    return moment
  }
  const isAll = call.access.reading === 'everything'
  const found = await transactionLog(pool, {
    dataset,
    documentIds: ids,
    from: await bound('fromTransaction'),
    to: await bound('toTransaction'),
    fromTime: timeParameter(call, 'fromTime')?.toISOString() ?? null,
    toTime: timeParameter(call, 'toTime')?.toISOString() ?? null,
    authors: textParameter(call, 'authors')?.split(',') ?? null,
    newestFirst: flag(call.url, 'reverse'),
    limit: numberParameter(call, 'limit', 100, isAll ? 1000 : 100),
    allDocuments: isAll && !flag(call.url, 'includeIdentifiedDocumentsOnly'),
    withEffects: call.url.searchParams.get('effectFormat') === 'mendoza',
    withMutations: !flag(call.url, 'excludeContent') && !flag(call.url, 'excludeMutations'),
  })
  const log = await visibleLog(pool, dataset, found, call.access)
  return new Response(log.map((transaction) => `${JSON.stringify(transaction)}\n`).join(''), {
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'private, no-store' },
  })
}

function page(call: Call): { limit: number; after: Cursor | undefined } {
  const limit = numberParameter(call, 'limit', 100, 500)
  const given = call.url.searchParams.get('nextCursor') ?? ''
  if (given === '') return { limit, after: undefined }
  const after = cursorOf(given)
  if (!after) throw httpError(400, `Parameter "nextCursor" must be one that was given, not ${JSON.stringify(given)}`)
  return { limit, after }
}

/** `GET data/history/<dataset>/events/documents/<id>`: what happened to a document, newest first. */
export async function documentEventsInHistory(call: Call): Promise<Response> {
  const { dataset, ids } = await prepare(call)
  const { limit, after } = page(call)
  const events: Record<string, EventPage['events']> = {}
  const cursors: string[] = []
  for (const id of ids) {
    const found = await documentEvents(call.lake.pool, dataset, id, limit, after)
    events[id] = await visibleEvents(call.lake.pool, dataset, found.events, call.access)
    if (found.nextCursor !== '') cursors.push(found.nextCursor)
  }
  // Of several documents the newest cursor: what another had beyond it is told again, and nothing is left out.
  const [nextCursor = ''] = cursors.toSorted((one, other) => (cursorOf(other)?.sequence ?? 0) - (cursorOf(one)?.sequence ?? 0))
  return json({ events, nextCursor })
}

/** `GET data/history/<dataset>/events/releases/<id>`: what happened to a release, newest first. */
export async function releaseEventsInHistory(call: Call): Promise<Response> {
  const { dataset } = await prepare(call)
  const release = call.params['release'] ?? ''
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(release)) throw httpError(400, `${JSON.stringify(release)} is not the name of a release`)
  const { limit, after } = page(call)
  const { pool } = call.lake
  if ((await visibleDocuments(pool, dataset, [`_.releases.${release}`], call.access)).length === 0)
    return json({ events: [], nextCursor: '' })
  const found = await releaseEvents(pool, dataset, release, limit, after)
  return json({ ...found, events: await visibleEvents(pool, dataset, found.events, call.access) })
}
