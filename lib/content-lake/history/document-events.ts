import type { Pool } from 'pg'
import { isPublishedId, publishedIdOf, releaseOf } from '../document-id.ts'

/** One change, as far as events are made from it. */
interface Row {
  readonly sequence: string
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
}

/** A page of events, newest first, and where the next page begins; empty after the last. */
export interface EventPage {
  readonly events: readonly object[]
  readonly nextCursor: string
}

const columns = `c.sequence, t.id as transaction_id, t.author, t.timestamp, c.document_id, c.previous_revision, c.result_revision, c.cause,
  coalesce(c.apply -> 1 ->> '_type', c.revert -> 1 ->> '_type') as type`

function pageOf(rows: readonly Row[], limit: number, eventOf: (row: Row) => object | null): EventPage {
  const shown = rows.slice(0, limit)
  return { events: shown.flatMap((row) => eventOf(row) ?? []), nextCursor: rows.length > limit ? (shown.at(-1)?.sequence ?? '') : '' }
}

/** What happened to the document `id`: to the published one, or to this draft or version. Edits of drafts are not events; the Studio makes those from transactions.
 *  @see `sanity` `src/core/store/events/types.ts` */
export async function documentEvents(pool: Pool, dataset: string, id: string, limit: number, before: number | null): Promise<EventPage> {
  const onlyEnds = isPublishedId(id) ? '' : 'and (c.previous_revision is null or c.result_revision is null)'
  const { rows } = await pool.query<Row>(
    `select ${columns} from lake.change c join lake.transaction t on t.sequence = c.sequence
     where c.dataset = $1 and c.document_id = $2 and c.sequence < $3 ${onlyEnds} order by c.sequence desc limit $4`,
    [dataset, id, before ?? Number.MAX_SAFE_INTEGER, limit + 1],
  )
  return pageOf(rows, limit, (row) => (isPublishedId(id) ? publishedEvent(row) : versionEvent(row)))
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
  before: number | null,
): Promise<EventPage> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from lake.change c join lake.transaction t on t.sequence = c.sequence
     where c.dataset = $1 and c.sequence < $4
       and (c.document_id = $2 or (starts_with(c.document_id, $3) and (c.previous_revision is null or c.result_revision is null)))
     order by c.sequence desc, c.position limit $5`,
    [dataset, `_.releases.${releaseId}`, `versions.${releaseId}.`, before ?? Number.MAX_SAFE_INTEGER, limit + 1],
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
