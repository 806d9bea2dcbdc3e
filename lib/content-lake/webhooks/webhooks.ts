import type { Bus } from '../events/bus.ts'
import type { Register } from '../people/register.ts'
import type { QueryWorkers } from '../query/query-workers.ts'
import type { LakeSettings, SendOutward } from '../settings.ts'
import { HookDelivery } from './hook-delivery.ts'
import { HookDispatch } from './hook-dispatch.ts'

/** How long what another process committed or left behind, and what is due again, may wait. */
const lookEveryMs = 10_000

/** A lake that closes waits for a receiver no longer than this; what it did not hear of is sent again later. */
const closeMs = 3000

const forgottenAfterDays = 30
const forgetEveryMs = 3_600_000

/** Tells webhooks of changes: looks through what was committed, fills the outbox, and sends what is due. */
export class Webhooks {
  readonly #settings: LakeSettings
  readonly #dispatch: HookDispatch
  readonly #delivery: HookDelivery
  readonly #closing: AbortSignal
  readonly #unsubscribe: () => void
  readonly #timer: NodeJS.Timeout
  #running: Promise<void> | null = null
  #again = false
  #forgotten = 0

  constructor(settings: LakeSettings, register: Register, workers: QueryWorkers, send: SendOutward, bus: Bus, closing: AbortSignal) {
    this.#settings = settings
    this.#closing = closing
    this.#dispatch = new HookDispatch(settings.pool, register, workers, closing)
    this.#delivery = new HookDelivery(settings.pool, send, closing)
    this.#unsubscribe = bus.follow(() => this.look())
    this.#timer = setInterval(() => this.look(), lookEveryMs)
    this.#timer.unref()
    this.look()
  }

  /** Looks through what was committed, and sends what is due. */
  look(): void {
    if (this.#closing.aborted) return
    this.#again = true
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
  }

  /** Resolves when everything committed so far is in the outbox, and what was due has been sent. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#unsubscribe()
    await this.#running
    let timer: NodeJS.Timeout | undefined
    await Promise.race([
      this.#delivery.settled(),
      new Promise((resolve) => {
        timer = setTimeout(resolve, closeMs)
      }),
    ])
    clearTimeout(timer)
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closing.aborted) {
      this.#again = false
      try {
        if (!(await this.#dispatch.run())) continue
        await this.#delivery.look()
        await this.#forget()
      } catch (error) {
        if (!this.#closing.aborted) console.error('What webhooks are to be told could not be found out:', error)
        return
      }
    }
  }

  /** What was told long ago is of no use. */
  async #forget(): Promise<void> {
    if (Date.now() - this.#forgotten < forgetEveryMs) return
    this.#forgotten = Date.now()
    await this.#settings.pool.query(
      `delete from lake.webhook_message where id in (
         select id from lake.webhook_message where due_at is null and created_at < now() - make_interval(days => $1) limit 10000)`,
      [forgottenAfterDays],
    )
  }
}
