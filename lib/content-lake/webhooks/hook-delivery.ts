import type { Pool } from 'pg'
import { newId } from '../document-id.ts'
import type { SendOutward } from '../settings.ts'
import { hookSignature } from './hook-signature.ts'

/** When a message that did not arrive is sent again: so many seconds after each failure, for half an hour in all. */
const retrySeconds = [30, 60, 120, 240, 480, 900] as const

/** What a receiver may take to answer. */
const timeoutMs = 30_000

/** A message that is being sent and of which nothing is heard for so long was left behind by a process that ended. */
const leaseSeconds = 90

const mostAtOnce = 8
/** A receiver that is slow keeps the others waiting no longer than for these. */
const mostAtOncePerHook = 2

interface Taken {
  readonly id: string
  readonly hook_id: string
  readonly project: string
  /** Its key. */
  readonly dataset: string
  readonly document_id: string
  readonly operation: string
  readonly transaction_id: string
  readonly transaction_time: Date
  readonly payload: string
  readonly failure_count: number
  readonly url: string
  readonly http_method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly secret: string | null
}

interface Outcome {
  readonly status: number | null
  readonly body: string
  readonly failure: 'http' | 'network' | 'timeout' | 'other' | null
  readonly isFinal: boolean
}

/** Sends what is due in the outbox. A message is taken with a lease in the database, so two processes never send the same one at the same time,
 *  and one that was taken by a process that ended is taken again. The `idempotency-key` of a message stays the same. */
export class HookDelivery {
  readonly #pool: Pool
  readonly #send: SendOutward
  readonly #closing: AbortSignal
  readonly #underWay = new Map<Promise<void>, string>()
  #looking: Promise<void> = Promise.resolve()

  constructor(pool: Pool, send: SendOutward, closing: AbortSignal) {
    this.#pool = pool
    this.#send = send
    this.#closing = closing
  }

  /** Begins to send what is due, as much as may be at once; the rest follows as these end. */
  look(): Promise<void> {
    this.#looking = this.#looking
      .then(() => this.#start())
      .catch((error: unknown) => {
        if (!this.#closing.aborted) console.error('The outbox of webhooks could not be read:', error)
      })
    return this.#looking
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#looking
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.keys())
  }

  async #start(): Promise<void> {
    while (!this.#closing.aborted && this.#underWay.size < mostAtOnce) {
      const message = await this.#take()
      if (!message) return
      const sending: Promise<void> = this.#deliver(message)
        .catch((error: unknown) => {
          if (!this.#closing.aborted) console.error('What became of a webhook could not be written down:', error)
        })
        .then(() => {
          this.#underWay.delete(sending)
          void this.look()
        })
      this.#underWay.set(sending, message.hook_id)
    }
  }

  async #take(): Promise<Taken | undefined> {
    const busy = [...this.#underWay.values()].filter((id, _, all) => all.filter((other) => other === id).length >= mostAtOncePerHook)
    const { rows } = await this.#pool.query<Taken>(
      `update lake.webhook_message m set status = 'sending', due_at = now() + make_interval(secs => $1) from lake.webhook h
       where h.id = m.hook_id and m.id = (
         select id from lake.webhook_message
         where due_at <= now() and hook_id <> all($2) and hook_id in (select id from lake.webhook where not is_disabled)
         order by due_at for update skip locked limit 1)
       returning m.*, h.project, h.url, h.http_method, h.headers, h.secret`,
      [leaseSeconds, busy],
    )
    return rows[0]
  }

  async #deliver(message: Taken): Promise<void> {
    const started = Date.now()
    const outcome = await this.#attempt(message, started)
    const delay = outcome.isFinal ? undefined : retrySeconds[message.failure_count]
    const status = outcome.failure === null ? 'success' : delay === undefined ? 'failure' : 'queued'
    // The webhook may have been deleted meanwhile, and its messages with it.
    await this.#pool.query(
      `with told as (
         update lake.webhook_message set status = $2, result_code = $3, failure_count = failure_count + $4, due_at = now() + make_interval(secs => $5)
         where id = $1 returning id
       )
       insert into lake.webhook_attempt (id, message_id, created_at, duration_ms, failure_reason, result_code, result_body)
       select $6, told.id, $7, $8, $9, $3, $10 from told`,
      [
        message.id,
        status,
        outcome.status,
        outcome.failure === null ? 0 : 1,
        delay ?? null,
        newId(),
        new Date(started).toISOString(),
        Date.now() - started,
        outcome.failure,
        outcome.body,
      ],
    )
  }

  async #attempt(message: Taken, now: number): Promise<Outcome> {
    try {
      const { status, body } = await this.#send(message.url, {
        method: message.http_method,
        headers: this.#headers(message, now),
        body: message.payload,
        timeoutMs,
      })
      const arrived = status >= 200 && status < 300
      return { status, body, failure: arrived ? null : 'http', isFinal: arrived || (status !== 429 && status < 500) }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      const failure = code === 'timeout' || code === 'network' ? code : 'other'
      return { status: null, body: error instanceof Error ? error.message : '', failure, isFinal: failure === 'other' }
    }
  }

  /** @see https://www.sanity.io/docs/webhooks, "Headers" */
  #headers(message: Taken, now: number): Readonly<Record<string, string>> {
    return {
      ...message.headers,
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Content Lake webhooks',
      'idempotency-key': message.id,
      'sanity-project-id': message.project,
      'sanity-dataset': message.dataset.slice(message.project.length + 1),
      'sanity-webhook-id': message.hook_id,
      'sanity-document-id': message.document_id,
      'sanity-operation': message.operation,
      'sanity-transaction-id': message.transaction_id,
      'sanity-transaction-time': message.transaction_time.toISOString(),
      ...(message.secret !== null && { 'sanity-webhook-signature': hookSignature(message.payload, message.secret, now) }),
    }
  }
}
