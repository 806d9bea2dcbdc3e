import type { Pool } from 'pg'
import { isPublishedId, publishedIdOf, releaseOf } from '../document-id.ts'

/** One change, as far as events are made from it. */
interface Row {
  readonly sequence: string
  readonly position: number
  readonly transaction_id: string
  readonly author: string
  readonly timestamp: Date
  readonly document_id: string
  readonly previous_revision: string | null
  readonly result_revision: string | null
  readonly cause: {
    readonly type: string
    readonly versionId?: string
    readonly versionRevisionId?: string
    readonly releaseId?: string
    readonly publishAt?: string
  } | null
  readonly type: string | null
  /** Of a change of the schedule of a release: the revision of the version then, null where it was not there. */
  readonly version_revision?: string | null
  /** Of the same: what became of the schedule. */
  readonly outcome?: string | null
}

/** Where a page begins: after this change. */
export interface Cursor {
  readonly sequence: number
  readonly position: number
}

/** The cursor in `text`, as pages give it; null if it is none. */
export function cursorOf(text: string): Cursor | null {
  const [, sequence, position] = /^(\d{1,15})(?:-(\d{1,5}))?$/.exec(text) ?? []
  return sequence === undefined ? null : { sequence: Number(sequence), position: Number(position ?? 99_999) }
}

const start: Cursor = { sequence: Number.MAX_SAFE_INTEGER, position: 0 }

/** A page of events, newest first, and where the next page begins; empty after the last. */
export interface EventPage {
  readonly events: readonly object[]
  readonly nextCursor: string
}

const columns = `c.sequence, c.position, t.id as transaction_id, t.author, t.timestamp, c.document_id, c.previous_revision, c.result_revision, c.cause,
  coalesce(c.apply -> 1 ->> '_type', c.revert -> 1 ->> '_type') as type`

function pageOf(rows: readonly Row[], limit: number, eventOf: (row: Row) => object | null): EventPage {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    events: shown.flatMap((row) => eventOf(row) ?? []),
    nextCursor: last && rows.length > limit ? `${last.sequence}-${last.position}` : '',
  }
}

/** What happened to the document `id`: to the published one, or to this draft or version. Edits of drafts are not events; the Studio makes those from transactions.
 *  @see `sanity` `src/core/store/events/types.ts` */
export async function documentEvents(
  pool: Pool,
  dataset: string,
  id: string,
  limit: number,
  { sequence, position }: Cursor = start,
): Promise<EventPage> {
  const isPublished = isPublishedId(id)
  const release = releaseOf(id)
  const page = '(sequence < $4 or (sequence = $4 and position > $5)) order by sequence desc, position limit $6'
  // Of a draft and a version, beginning and end; of a version the schedules of its release, too.
  const { rows } = await pool.query<Row>(
    `select ${columns}, version.result_revision as version_revision, next.type as outcome
     from (
       (select * from lake.change where dataset = $1 and document_id = $2 and ($7 or previous_revision is null or result_revision is null) and ${page})
       union all
       (select * from lake.change where dataset = $1 and document_id = $3 and cause ->> 'type' = any($8) and ${page})
     ) c join lake.transaction t on t.sequence = c.sequence
     left join lateral (select result_revision from lake.change where dataset = $1 and document_id = $2 and sequence < c.sequence and c.document_id = $3
       order by sequence desc limit 1) version on true
     left join lateral (select cause ->> 'type' as type from lake.change where dataset = $1 and document_id = $3 and sequence > c.sequence and c.document_id = $3
       and cause ->> 'type' = any($9) order by sequence limit 1) next on true
     where c.document_id = $2 or version.result_revision is not null
     order by c.sequence desc, c.position limit $6`,
    [
      dataset,
      id,
      release === null ? null : `_.releases.${release}`,
      sequence,
      position,
      limit + 1,
      isPublished,
      scheduling,
      [...scheduling, 'release.publish', 'release.schedule'],
    ],
  )
  return pageOf(rows, limit, (row) =>
    isPublished ? publishedEvent(row) : row.document_id === id ? versionEvent(row) : scheduleEvent(row, id),
  )
}

const scheduling = ['release.set-schedule', 'release.unset-schedule']

/** What the schedule of its release means to the version `versionId`. */
function scheduleEvent(row: Row, versionId: string): object {
  const version = {
    documentId: publishedIdOf(versionId),
    versionId,
    releaseId: releaseOf(versionId),
    versionRevisionId: row.version_revision,
  }
  const base = { timestamp: row.timestamp.toISOString(), author: row.author, ...version }
  if (row.cause?.type === 'release.unset-schedule') return { type: 'unscheduleDocumentVersion', ...base }
  const outcome = row.outcome ?? ''
  const state = outcome === '' ? 'pending' : scheduling.includes(outcome) ? 'unscheduled' : 'published'
  return { type: 'scheduleDocumentVersion', ...base, state, publishAt: row.cause?.publishAt }
}

function common(row: Row): { timestamp: string; author: string; documentId: string } {
  return { timestamp: row.timestamp.toISOString(), author: row.author, documentId: publishedIdOf(row.document_id) }
}

const publications = new Set(['document.publish', 'release.publish', 'release.schedule'])

function publication(row: Row): object {
  const { type = '', versionId, versionRevisionId, releaseId } = { ...row.cause }
  return {
    type: 'publishDocumentVersion',
    ...common(row),
    revisionId: row.transaction_id,
    versionId,
    versionRevisionId,
    publishCause: type,
    ...(releaseId === undefined ? {} : { releaseId }),
  }
}

function publishedEvent(row: Row): object {
  const cause = row.cause?.type ?? ''
  if (row.result_revision === null) {
    const { versionId, versionRevisionId, releaseId } = { ...row.cause }
    if (cause === 'document.unpublish')
      return { type: 'unpublishDocument', ...common(row), versionId, versionRevisionId: row.transaction_id }
    if (publications.has(cause)) return { type: 'unpublishDocument', ...common(row), versionId, versionRevisionId, releaseId }
    return { type: 'deleteDocumentGroup', ...common(row) }
  }
  if (publications.has(cause)) return publication(row)
  return {
    type: row.previous_revision === null ? 'createLiveDocument' : 'updateLiveDocument',
    ...common(row),
    revisionId: row.transaction_id,
  }
}

function versionEvent(row: Row): object {
  const releaseId = releaseOf(row.document_id)
  const version = { versionId: row.document_id, ...(releaseId === null ? {} : { releaseId }) }
  const cause = row.cause?.type ?? ''
  if (row.previous_revision === null)
    return { type: 'createDocumentVersion', ...common(row), ...version, versionRevisionId: row.transaction_id }
  if (publications.has(cause)) return publication(row)
  if (cause === 'document.delete') return { type: 'deleteDocumentGroup', ...common(row) }
  return { type: 'deleteDocumentVersion', ...common(row), ...version, versionRevisionId: row.previous_revision }
}

/** What happened to a release, and which documents came into it and went.
 *  @see `sanity` `src/core/releases/tool/detail/events/types.ts` */
export async function releaseEvents(
  pool: Pool,
  dataset: string,
  releaseId: string,
  limit: number,
  { sequence, position }: Cursor = start,
): Promise<EventPage> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from lake.change c join lake.transaction t on t.sequence = c.sequence
     where c.dataset = $1 and (c.sequence < $4 or (c.sequence = $4 and c.position > $5))
       and (c.document_id = $2 or (starts_with(c.document_id, $3) and (c.previous_revision is null or c.result_revision is null)))
     order by c.sequence desc, c.position limit $6`,
    [dataset, `_.releases.${releaseId}`, `versions.${releaseId}.`, sequence, position, limit + 1],
  )
  return pageOf(rows, limit, (row) => releaseEvent(row, releaseId))
}

const releaseEventTypes: Readonly<Record<string, string>> = {
  'release.create': 'createRelease',
  'release.publish': 'publishRelease',
  'release.schedule': 'publishRelease',
  'release.set-schedule': 'scheduleRelease',
  'release.unset-schedule': 'unscheduleRelease',
  'release.archive': 'archiveRelease',
  'release.unarchive': 'unarchiveRelease',
}

function releaseEvent(row: Row, releaseName: string): object | null {
  const base = { timestamp: row.timestamp.toISOString(), author: row.author, releaseName }
  const cause = row.cause?.type ?? ''
  if (!row.document_id.startsWith('versions.')) {
    const type = releaseEventTypes[cause]
    const publishAt = row.cause?.publishAt
    return type === undefined ? null : { type, ...base, ...(publishAt === undefined ? {} : { publishAt }) }
  }
  const version = { documentId: publishedIdOf(row.document_id), documentType: row.type, versionId: row.document_id }
  if (row.previous_revision === null)
    return { type: 'addDocumentToRelease', ...base, ...version, revisionId: row.transaction_id, versionRevisionId: row.transaction_id }
  return cause === 'document.version.discard'
    ? { type: 'discardDocumentFromRelease', ...base, ...version, versionRevisionId: row.previous_revision }
    : null
}
