import { setTimeout } from 'node:timers/promises'
import type { Pool } from 'pg'
import { authSettings } from '#lib/auth/settings.ts'
import { type LinkPurpose, makeLinkToken } from './link-token.ts'
import { MailRefused, type OutgoingMail, type SendMail } from './outgoing-mail.ts'
import type { MailKind } from './schema.ts'
import { stillWanted } from './still-wanted.ts'
import type { TakenMail } from './taken-mail.ts'
import { TOKEN, type WrittenMail } from './write-mail.ts'
import { WrittenMails } from './written-mails.ts'

/** A mail that is being sent and of which nothing is heard for so long was left behind by a process that ended: longer than all that are taken at once can
 *  take over the connections that there are (`mail-server.ts`). */
const leaseSeconds = 900
const atOnce = 40
const pauseMs = 50
/** When a mail that could not be handed over is tried again: so many minutes after each failure, for about two days in all. */
const retryMinutes = [1, 5, 15, 60, 180, 360, 720, 1440] as const

/** What the link in a mail of each kind is for. */
const LINKS = { news: 'stop', confirmation: 'confirm', recovery: 'recover' } as const satisfies Record<MailKind, LinkPurpose>

/**
 * Sends what is due in the outbox: by `send`, or into the mailbox of the demonstration, if that is null. A mail is taken with a lease in the database, so
 * two processes never send the same one at the same time, and one that was taken by a process that ended is sent again, under the same Message-ID.
 * @see docs/decisions/0286-an-outbox-of-mails.md
 */
export class Outbox {
  readonly #pool: Pool
  readonly #send: SendMail | null
  readonly #closing: AbortSignal
  #round: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null

  constructor(pool: Pool, send: SendMail | null, closing: AbortSignal) {
    this.#pool = pool
    this.#send = send
    this.#closing = closing
  }

  /** Sends all that was due before this call. */
  empty(): Promise<void> {
    this.#next ??= this.#round.then(() => {
      this.#next = null
      this.#round = this.#sendDue().catch((error: unknown) => {
        if (!this.#closing.aborted) console.error('The outbox of mails could not be read:', error)
      })
      return this.#round
    })
    return this.#next
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#round
  }

  async #sendDue(): Promise<void> {
    const written = new WrittenMails(this.#pool)
    while (!this.#closing.aborted) {
      const taken = await this.#take()
      const wanted = await stillWanted(this.#pool, taken)
      const mails = await written.write(taken.filter(({ id }) => wanted.has(id)))
      await this.#end(
        taken.filter(({ id }) => !mails.has(id)),
        'cancelled',
      )
      await this.#deliver(taken, mails)
      if (taken.length < atOnce) return
      // Readers come first: thousands of mails go between their requests.
      await setTimeout(pauseMs)
    }
  }

  async #take(): Promise<readonly TakenMail[]> {
    const { rows } = await this.#pool.query<TakenMail>(
      `update alerts.mail set state = 'sending', attempts = attempts + 1, due_at = now() + make_interval(secs => $1)
       where id in (
         select id from alerts.mail where state in ('waiting', 'sending') and due_at <= now() order by due_at limit $2 for update skip locked)
       returning *`,
      [leaseSeconds, atOnce],
    )
    return rows
  }

  async #deliver(taken: readonly TakenMail[], mails: ReadonlyMap<string, WrittenMail>): Promise<void> {
    const send = this.#send
    const ready = taken.flatMap((mail) => {
      const said = mails.get(mail.id)
      return said ? [{ mail, said }] : []
    })
    if (!send)
      return this.#end(
        ready.map(({ mail }) => mail),
        'kept',
      )
    await Promise.all(
      ready.map(async ({ mail, said }) => {
        try {
          await send(toOutgoing(mail, said))
        } catch (error) {
          return this.#fail(mail, error)
        }
        await this.#end([mail], 'sent')
      }),
    )
  }

  async #end(mails: readonly TakenMail[], state: 'sent' | 'kept' | 'cancelled' | 'failed', failure: string | null = null): Promise<void> {
    if (mails.length === 0) return
    await this.#pool.query('update alerts.mail set state = $2, ended_at = now(), failure = coalesce($3, failure) where id = any($1)', [
      mails.map(({ id }) => id),
      state,
      failure,
    ])
  }

  /** Tries again later, unless the server has said that it never takes it: an address that it does not take gets no more mails. */
  async #fail(mail: TakenMail, error: unknown): Promise<void> {
    const failure = error instanceof Error ? error.message.slice(0, 500) : String(error)
    const minutes = retryMinutes[mail.attempts - 1]
    if (error instanceof MailRefused && error.isFinal && error.isAddress)
      await this.#pool.query('update alerts.delivery set refused_at = now(), refusal = $3 where user_id = $1 and address = $2', [
        mail.user_id,
        mail.address,
        failure,
      ])
    if (minutes === undefined || (error instanceof MailRefused && error.isFinal)) return this.#end([mail], 'failed', failure)
    await this.#pool.query(
      `update alerts.mail set state = 'waiting', due_at = now() + make_interval(mins => $2), failure = $3 where id = $1`,
      [mail.id, minutes, failure],
    )
  }
}

function toOutgoing({ id, kind, address }: TakenMail, { subject, text, html }: WrittenMail): OutgoingMail {
  const { origin } = authSettings()
  const token = makeLinkToken(LINKS[kind], id)
  const host = new URL(origin).hostname
  return {
    messageId: `<${id}@${host}>`,
    to: address,
    subject,
    text: text.replaceAll(TOKEN, token),
    html: html.replaceAll(TOKEN, token),
    headers: { ...(kind === 'news' ? stopHeaders(origin, token, host) : {}), 'Auto-Submitted': 'auto-generated' },
  }
}

/** What lets a mail program offer to stop these mails.
 *  @see RFC 8058, section 3.1; RFC 2919 */
function stopHeaders(origin: string, token: string, host: string): Readonly<Record<string, string>> {
  return {
    'List-Unsubscribe': `<${origin}/api/unsubscribe/${token}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': `<news.${host}>`,
  }
}
