import { sql } from 'drizzle-orm'
import { database } from '#lib/db/connection.ts'
import { mails } from './schema.ts'

/** How the outbox stands, told to administrators: counts and times, no address and no content. */
export interface MailQueue {
  readonly waiting: number
  /** Those that failed at least once, and wait to be tried again. */
  readonly retrying: number
  readonly sending: number
  /** Since a day. */
  readonly sent: number
  readonly failed: number
  /** Since when the oldest waits; null if none does. */
  readonly oldestAt: Date | null
  /** What the mail server said last when it did not take one, and when; addresses are left out. */
  readonly lastFailure: { readonly text: string; readonly at: Date } | null
}

/** How the outbox stands. */
export async function mailQueue(): Promise<MailQueue> {
  const day = sql`now() - interval '1 day'`
  const [counts] = await database()
    .select({
      waiting: sql<number>`(count(*) filter (where state = 'waiting'))::integer`,
      retrying: sql<number>`(count(*) filter (where state = 'waiting' and attempts > 0))::integer`,
      sending: sql<number>`(count(*) filter (where state = 'sending'))::integer`,
      sent: sql<number>`(count(*) filter (where state = 'sent' and ended_at > ${day}))::integer`,
      failed: sql<number>`(count(*) filter (where state = 'failed' and ended_at > ${day}))::integer`,
      oldestAt: sql<string | null>`min(created_at) filter (where state = 'waiting')`,
    })
    .from(mails)
  const [failed] = await database()
    .select({ text: mails.failure, address: mails.address, at: sql<string>`coalesce(ended_at, due_at)` })
    .from(mails)
    .where(sql`failure is not null`)
    .orderBy(sql`coalesce(ended_at, due_at) desc`)
    .limit(1)
  const { oldestAt, ...numbers } = counts ?? { waiting: 0, retrying: 0, sending: 0, sent: 0, failed: 0, oldestAt: null }
  return {
    ...numbers,
    oldestAt: oldestAt === null ? null : new Date(oldestAt),
    lastFailure: failed?.text == null ? null : { text: failed.text.replaceAll(failed.address, '…'), at: new Date(failed.at) },
  }
}
