import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../in-transaction.ts'
import { LakeError } from '../errors.ts'
import { isDraftId, newId, releaseOf } from '../document-id.ts'
import { stateAt } from '../history/past-state.ts'
import { UNLIMITED } from '../people/access.ts'
import type { Dataset, Register } from '../people/register.ts'
import type { QueryWorkers } from '../query/query-workers.ts'
import { Store } from '../store.ts'
import { patchedState } from '../write/mendoza.ts'
import type { Hook } from './hook.ts'
import { type CompiledRule, compileRule, type Delta, operationOf } from './hook-rule.ts'
import { listHooks } from './hook-store.ts'

/** Changes looked through in one transaction. */
const batch = 100

/** What is larger is told of without its content: a receiver that wants it asks for it. */
const largestPayload = 4 * 1024 * 1024

interface Row {
  readonly sequence: string
  readonly position: number
  readonly transaction_id: string
  readonly timestamp: Date
  readonly document_id: string
  readonly previous_revision: string | null
}

/** The dataset that is looked through. */
type Place = Pick<Dataset, 'key' | 'project' | 'name'>

type Ready = Hook & { readonly compiled: CompiledRule }

/** Looks through what was committed and puts what webhooks are to be told into the outbox, each change once: how far it came stands in the database,
 *  and moves in the transaction that fills the outbox. So nothing is lost when a process ends between a write and here. */
export class HookDispatch {
  readonly #pool: Pool
  readonly #register: Register
  readonly #workers: QueryWorkers
  readonly #closing: AbortSignal

  constructor(pool: Pool, register: Register, workers: QueryWorkers, closing: AbortSignal) {
    this.#pool = pool
    this.#register = register
    this.#workers = workers
    this.#closing = closing
  }

  /** Looks through everything there is. Returns whether there are webhooks at all. */
  async run(): Promise<boolean> {
    const hooks = (await listHooks(this.#pool)).filter((hook) => !hook.isDisabledByUser)
    if (hooks.length === 0) return false
    const ready = hooks.flatMap(madeReady)
    for (const dataset of (await this.#register.current()).datasets.values()) {
      const mine = ready.filter((hook) => hook.project === dataset.project && (hook.dataset === dataset.name || hook.dataset === '*'))
      if (mine.length === 0) continue
      while (!this.#closing.aborted && (await this.#advance(dataset, mine)));
    }
    return true
  }

  /** One batch; whether there may be more. */
  async #advance({ key, project, name }: Dataset, hooks: readonly Ready[]): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const since = Math.min(...hooks.map((hook) => hook.since))
      await client.query(
        'insert into lake.webhook_position (dataset, sequence, position) values ($1, $2, $3) on conflict (dataset) do nothing',
        [key, since, maxPosition],
      )
      // Another process that looks through the same is waited for: it may have begun before the last commit.
      const { rows: at } = await client.query<{ sequence: string; position: number }>(
        'select sequence, position from lake.webhook_position where dataset = $1 for update',
        [key],
      )
      const rows = await changesAfter(client, key, Math.max(Number(at[0]?.sequence), since), at[0]?.position ?? maxPosition, since)
      for (const row of rows) await this.#tell(client, { key, project, name }, hooks, row)
      const last = rows.at(-1)
      if (last)
        await client.query('update lake.webhook_position set sequence = $2, position = $3 where dataset = $1', [
          key,
          last.sequence,
          last.position,
        ])
      return rows.length === batch
    })
  }

  async #tell(client: PoolClient, dataset: Place, hooks: readonly Ready[], row: Row): Promise<void> {
    const id = row.document_id
    const concerned = hooks.filter((hook) => Number(row.sequence) > hook.since && isTold(hook, id))
    if (concerned.length === 0) return
    const after = await stateAt(client, dataset.key, id, Number(row.sequence))
    const before = patchedState(after, await revertOf(client, dataset.key, row), row.previous_revision)
    // What was purged is told to nobody.
    if (!before && !after) return
    const delta = { before, after }
    for (const hook of concerned) {
      const payload = await this.#payload(client, dataset, hook, delta)
      if (payload === undefined) continue
      await client.query(
        `insert into lake.webhook_message (id, hook_id, dataset, document_id, operation, transaction_id, transaction_time, payload, status, due_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', now())`,
        [newId(), hook.id, dataset.key, id, operationOf(delta), row.transaction_id, row.timestamp, payload],
      )
    }
  }

  /** The body of the message, or undefined where the change does not concern the webhook. A rule that fails is told in the log and holds up nothing. */
  async #payload(client: PoolClient, { key, project, name }: Place, hook: Ready, delta: Delta): Promise<string | undefined> {
    const source = new Store(client).source({ dataset: key, perspective: { kind: 'raw' }, access: UNLIMITED })
    try {
      const payload = await hook.compiled(delta, { projectId: project, dataset: name, workers: this.#workers, source })
      if (payload === undefined) return undefined
      return payload.length <= largestPayload ? payload : JSON.stringify({ _id: (delta.after ?? delta.before)?._id })
    } catch (error) {
      // Too much is going on: the change is looked at again later.
      if (error instanceof LakeError && error.status === 503) throw error
      console.error(`The rule of the webhook "${hook.name}" failed:`, error)
      return undefined
    }
  }
}

/** `hook` with its rule, or nothing where another version of the lake took what this one can't read: it holds up no other. */
function madeReady(hook: Hook): Ready[] {
  try {
    return [{ ...hook, compiled: compileRule(hook.rule) }]
  } catch (error) {
    console.error(`The rule of the webhook "${hook.name}" can't be read:`, error)
    return []
  }
}

const maxPosition = 2 ** 31 - 1

async function changesAfter(
  client: PoolClient,
  dataset: string,
  sequence: number,
  position: number,
  since: number,
): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(
    `select c.sequence, c.position, t.id as transaction_id, t.timestamp, c.document_id, c.previous_revision
     from lake.change c join lake.transaction t on t.sequence = c.sequence
     where c.dataset = $1 and c.sequence >= $2 and (c.sequence, c.position) > ($2, $3) and c.sequence > $4
     order by c.sequence, c.position limit $5`,
    [dataset, sequence, position, since, batch],
  )
  return rows
}

/** What takes a change back: as large as a document may be, so it is read for one change at a time. */
async function revertOf(client: PoolClient, dataset: string, { sequence, document_id }: Row): Promise<readonly unknown[]> {
  const { rows } = await client.query<{ revert: readonly unknown[] }>(
    'select revert from lake.change where dataset = $1 and sequence = $2 and document_id = $3',
    [dataset, sequence, document_id],
  )
  return rows[0]?.revert ?? []
}

/** Whether a webhook hears of the document `id` at all: of drafts and versions only where it asks for them, of the lake's own documents never. */
function isTold(hook: Hook, id: string): boolean {
  if (id.startsWith('_.')) return false
  if (isDraftId(id)) return hook.includeDrafts
  return releaseOf(id) === null || hook.includeAllVersions
}
