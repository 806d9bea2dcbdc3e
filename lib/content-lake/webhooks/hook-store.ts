import type { Pool, PoolClient } from 'pg'
import { newId } from '../document-id.ts'
import type { Hook, HookInput } from './hook.ts'

type Client = Pool | PoolClient

interface Row extends Omit<Hook, 'createdAt' | 'since'> {
  readonly createdAt: Date
  readonly since: string
}

const columns = `id, project, name, description, dataset, url, http_method as "httpMethod", headers, api_version as "apiVersion", include_drafts as "includeDrafts",
  include_versions as "includeAllVersions", rule, secret, is_disabled as "isDisabledByUser", created_at as "createdAt", created_by as "createdBy", since`

const hookOfRow = (row: Row): Hook => ({ ...row, createdAt: row.createdAt.toISOString(), since: Number(row.since) })

/** Every webhook, or those of one project, the oldest first. */
export async function listHooks(client: Client, project?: string): Promise<readonly Hook[]> {
  const { rows } = await client.query<Row>(
    `select ${columns} from lake.webhook where $1::text is null or project = $1 order by created_at, id`,
    [project ?? null],
  )
  return rows.map(hookOfRow)
}

/** The webhook `id` of `project`, or null. */
export async function findHook(client: Client, project: string, id: string): Promise<Hook | null> {
  const { rows } = await client.query<Row>(`select ${columns} from lake.webhook where id = $1 and project = $2`, [id, project])
  return rows[0] ? hookOfRow(rows[0]) : null
}

const values = (hook: HookInput): unknown[] => [
  hook.name,
  hook.description ?? null,
  hook.dataset,
  hook.url,
  hook.httpMethod,
  JSON.stringify(hook.headers),
  hook.apiVersion,
  hook.includeDrafts,
  hook.includeAllVersions,
  JSON.stringify(hook.rule),
  hook.secret ?? null,
  hook.isDisabledByUser,
]

/** Keeps a new webhook of `project`, which is told of what happens from now on. */
export async function insertHook(client: Client, project: string, hook: HookInput, createdBy: string): Promise<Hook> {
  const { rows } = await client.query<Row>(
    `insert into lake.webhook (name, description, dataset, url, http_method, headers, api_version, include_drafts, include_versions, rule, secret, is_disabled,
       id, created_by, project, created_at, since)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, now(), coalesce((select max(sequence) from lake.transaction), 0)) returning ${columns}`,
    [...values(hook), newId(), createdBy, project],
  )
  if (!rows[0]) throw new Error('The webhook was not kept')
  return hookOfRow(rows[0])
}

/** Changes the webhook `id` into `hook`; null if there is none. One that was off is told of what happens from now on. */
export async function updateHook(client: Client, id: string, hook: HookInput): Promise<Hook | null> {
  const { rows } = await client.query<Row>(
    `update lake.webhook set name = $1, description = $2, dataset = $3, url = $4, http_method = $5, headers = $6, api_version = $7, include_drafts = $8,
       include_versions = $9, rule = $10, secret = $11, is_disabled = $12,
       since = case when is_disabled then coalesce((select max(sequence) from lake.transaction), 0) else since end
     where id = $13 returning ${columns}`,
    [...values(hook), id],
  )
  return rows[0] ? hookOfRow(rows[0]) : null
}

/** Forgets the webhook `id` with its messages; whether there was one. */
export async function deleteHook(client: Client, id: string): Promise<boolean> {
  const { rowCount } = await client.query('delete from lake.webhook where id = $1', [id])
  return rowCount === 1
}

/** One message, as Sanity's API shows it.
 *  @see `@sanity/cli` `src/actions/hook/types.ts` */
export interface Message {
  readonly id: string
  readonly hookId: string
  readonly dataset: string
  readonly payload: string
  readonly status: 'queued' | 'sending' | 'success' | 'failure'
  readonly failureCount: number
  readonly resultCode: number | null
  readonly createdAt: Date
}

/** The last messages of a webhook, the newest first. */
export async function listMessages(client: Client, hookId: string, limit: number): Promise<readonly Message[]> {
  const { rows } = await client.query<Message>(
    `select id, hook_id as "hookId", split_part(dataset, '/', 2) as dataset, payload, status, failure_count as "failureCount", result_code as "resultCode", created_at as "createdAt"
     from lake.webhook_message where hook_id = $1 order by created_at desc, id limit $2`,
    [hookId, limit],
  )
  return rows
}

/** One time that a message was sent, as Sanity's API shows it. */
export interface Attempt {
  readonly id: string
  readonly hookId: string
  readonly messageId: string
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly duration: number
  readonly inProgress: false
  readonly isFailure: boolean
  readonly failureReason: string | null
  readonly resultCode: number | null
  readonly resultBody: string
}

const attemptColumns = `a.id, m.hook_id as "hookId", a.message_id as "messageId", a.created_at as "createdAt", a.created_at as "updatedAt", a.duration_ms as duration,
  false as "inProgress", a.failure_reason is not null as "isFailure", a.failure_reason as "failureReason", a.result_code as "resultCode", a.result_body as "resultBody"
  from lake.webhook_attempt a join lake.webhook_message m on m.id = a.message_id`

/** The last attempts of a webhook, the newest first. */
export async function listAttempts(client: Client, hookId: string, limit: number): Promise<readonly Attempt[]> {
  const { rows } = await client.query<Attempt>(`select ${attemptColumns} where m.hook_id = $1 order by a.created_at desc, a.id limit $2`, [
    hookId,
    limit,
  ])
  return rows
}

/** The attempt `id`, or null. */
export async function findAttempt(client: Client, id: string): Promise<Attempt | null> {
  const { rows } = await client.query<Attempt>(`select ${attemptColumns} where a.id = $1`, [id])
  return rows[0] ?? null
}
