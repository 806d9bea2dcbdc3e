import { setTimeout } from 'node:timers/promises'
import type { Pool } from 'pg'
import { collectMails } from '#lib/alerts/collect-mails.ts'
import { Outbox } from '#lib/alerts/outbox.ts'
import type { MailServer } from '#lib/alerts/outgoing-mail.ts'

/** So long the end of the site waits for a mail server. */
const closeMsMax = 5000

/** How mails go. */
export interface Mailing {
  /** Opens the way to the mail server; null: there is none, and mails are kept in the mailbox of the demonstration. */
  readonly openServer: (() => MailServer) | null
}

/** Puts what is due into the outbox and sends what is in it, again and again, on as many instances as there are. */
export class MailRound {
  readonly #pool: Pool
  readonly #server: MailServer | null
  readonly #outbox: Outbox
  readonly #closing: AbortSignal

  constructor(pool: Pool, mailing: Mailing, closing: AbortSignal) {
    this.#pool = pool
    this.#server = mailing.openServer?.() ?? null
    this.#closing = closing
    this.#outbox = new Outbox(pool, this.#server?.send ?? null, closing)
  }

  /** Makes the mails that are due, and sends all that wait. Never rejects. */
  async run(): Promise<void> {
    try {
      await collectMails(this.#pool, this.#server === null)
    } catch (error) {
      if (!this.#closing.aborted) console.error('Mails that are due could not be made, and will be tried again:', error)
    }
    await this.#outbox.empty()
  }

  /** Waits a little for what is under way: a mail of which nothing was heard by then goes again later, under the same Message-ID. */
  async close(): Promise<void> {
    await Promise.race([this.#outbox.settled(), setTimeout(closeMsMax, undefined, { ref: false })])
    this.#server?.close()
  }
}
