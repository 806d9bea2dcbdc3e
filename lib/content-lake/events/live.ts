import type { Commit } from './bus.ts'
import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { type EventStream, eventStream } from './event-stream.ts'
import { horizonOf } from '../history/past-state.ts'
import { requireDataset } from '../query/query.ts'
import { visibleTags } from './visible-tags.ts'
import { flag } from '../wire.ts'

/** Whoever missed more transactions than these is told to start anew. */
const mostMissed = 1000

interface Missed {
  readonly sequence: string
  readonly published_tags: readonly string[]
  readonly draft_tags: readonly string[]
  /** The documents that changed. */
  readonly ids: readonly string[] | null
}

/** `GET data/live/events/<dataset>`: the sync tags of all answers that a change may have altered, once every cache of ours has dropped them.
 *  @see https://www.sanity.io/docs/live-content-api */
export async function liveEvents(call: Call): Promise<Response> {
  const dataset = requireDataset(call)
  const includeDrafts = flag(call.url, 'includeDrafts')
  if (includeDrafts && !call.access.readsDrafts) throw httpError(401, 'Events of drafts are for those who are signed in')
  const last = call.request.headers.get('last-event-id') ?? call.url.searchParams.get('lastEventId')
  return eventStream(call, (stream) => {
    void run(call, dataset, includeDrafts, last, stream).catch((error: unknown) => {
      console.error('A live stream of the lake was ended:', error)
      stream.end()
    })
  })
}

async function run(call: Call, dataset: string, includeDrafts: boolean, last: string | null, stream: EventStream): Promise<void> {
  const { bus, pool } = call.lake
  let sent = 0
  const waiting: Commit[] = []
  let ready = false
  const tell = (sequence: number, tags: readonly string[]): void => {
    if (sequence <= sent) return
    sent = sequence
    if (tags.length > 0) stream.send('message', { tags }, String(sequence))
  }
  const tellCommit = (commit: Commit): void => tell(commit.sequence, visibleTags(call.access, commit, includeDrafts))
  stream.onEnd(
    bus.follow((commit) => {
      if (commit.dataset !== dataset) return
      if (ready) tellCommit(commit)
      else waiting.push(commit)
    }),
  )
  const { rows: newest } = await pool.query<{ sequence: string }>(
    'select greatest(max(sequence), (select sequence from lake.history_horizon where dataset = $1), 0) as sequence from lake.transaction where dataset = $1',
    [dataset],
  )
  const now = Number(newest[0]?.sequence ?? 0)
  const missed = last !== null && /^\d{1,15}$/.test(last) && Number(last) <= now ? await missedSince(call, dataset, Number(last)) : null
  if (last !== null && last !== '' && !missed) stream.send('restart', {}, String(now))
  stream.send('welcome', {}, String(missed ? last : now))
  for (const row of missed ?? [])
    tell(Number(row.sequence), includeDrafts ? [...new Set([...row.published_tags, ...row.draft_tags])] : row.published_tags)
  if (!missed) sent = Math.max(sent, last === null || last === '' ? 0 : now)
  ready = true
  for (const commit of waiting) tellCommit(commit)
}

async function missedSince(call: Call, dataset: string, sequence: number): Promise<readonly Missed[] | null> {
  const horizon = await horizonOf(call.lake.pool, dataset)
  if (horizon !== null && sequence < horizon) return null
  const { rows } = await call.lake.pool.query<Missed>(
    `select sequence, published_tags, draft_tags, (select array_agg(document_id) from lake.change where change.sequence = transaction.sequence) as ids
     from lake.transaction where dataset = $1 and sequence > $2 order by sequence limit $3`,
    [dataset, sequence, mostMissed + 1],
  )
  // What was kept are the tags of all that changed: whoever may not know of all of it starts anew.
  const isAllTheirs = rows.every((row) => call.access.hearsAllOf(row.ids ?? []))
  return rows.length > mostMissed || !isAllTheirs ? null : rows
}
