import type { Pool } from 'pg'
import { newId } from '../document-id.ts'
import type { Document } from '../wire.ts'
import { keyOf } from '../people/register.ts'
import type { Hook } from './hook.ts'
import { compileRule } from './hook-rule.ts'

/** Puts a message about the document `documentId` into the outbox of `hook`, as if it had just changed without a difference, whatever its filter says.
 *  Returns the id of the message, or null if there is no such document. */
export async function tryHook(pool: Pool, hook: Hook, dataset: string, documentId: string): Promise<string | null> {
  const find = async (id: string): Promise<Document | null> => {
    const { rows } = await pool.query<{ content: Document }>('select content from lake.document where dataset = $1 and id = $2', [
      keyOf(hook.project, dataset),
      id,
    ])
    return rows[0]?.content ?? null
  }
  const document = await find(documentId)
  if (!document) return null
  const told = await compileRule({ on: ['update'], projection: hook.rule.projection })(
    { before: document, after: document },
    { projectId: hook.project, dataset, dereference: find },
  )
  const id = newId()
  await pool.query(
    `insert into lake.webhook_message (id, hook_id, dataset, document_id, operation, transaction_id, transaction_time, payload, status, due_at)
     values ($1, $2, $3, $4, 'update', $5, now(), $6, 'queued', now())`,
    [id, hook.id, keyOf(hook.project, dataset), documentId, document._rev, JSON.stringify(told)],
  )
  return id
}
