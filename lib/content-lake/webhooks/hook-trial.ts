import type { Pool } from 'pg'
import { newId } from '../document-id.ts'
import { UNLIMITED } from '../people/access.ts'
import { keyOf } from '../people/register.ts'
import { QueryWorkers } from '../query/query-workers.ts'
import { Store } from '../store.ts'
import type { Hook } from './hook.ts'
import { compileRule } from './hook-rule.ts'

/** Puts a message about the document `documentId` into the outbox of `hook`, as if it had just changed without a difference, whatever its filter says.
 *  Returns the id of the message, or null if there is no such document. */
export async function tryHook(pool: Pool, hook: Hook, dataset: string, documentId: string): Promise<string | null> {
  const key = keyOf(hook.project, dataset)
  const source = new Store(pool).source({ dataset: key, perspective: { kind: 'raw' }, access: UNLIMITED })
  const [document] = await source.byId([documentId])
  if (!document) return null
  const rule = compileRule({ on: ['update'], projection: hook.rule.projection })
  const workers = new QueryWorkers()
  let told: string | undefined
  try {
    told = await rule({ before: document, after: document }, { projectId: hook.project, dataset, workers, source })
  } finally {
    await workers.close()
  }
  const id = newId()
  await pool.query(
    `insert into lake.webhook_message (id, hook_id, dataset, document_id, operation, transaction_id, transaction_time, payload, status, due_at)
     values ($1, $2, $3, $4, 'update', $5, now(), $6, 'queued', now())`,
    [id, hook.id, key, documentId, document._rev, told],
  )
  return id
}
