import type { Pool } from 'pg'
import type { TakenMail } from './taken-mail.ts'

/** The ids of those mails that are still to go: who wants none any longer, or gets them elsewhere, gets none that waited, and a link that was replaced goes
 *  nowhere. */
export async function stillWanted(pool: Pool, mails: readonly TakenMail[]): Promise<ReadonlySet<string>> {
  if (mails.length === 0) return new Set()
  const { rows } = await pool.query<{ id: string }>(
    `select m.id from alerts.mail m left join alerts.delivery d using (user_id) where m.id = any($1) and case m.kind
       when 'news' then d.address = m.address and d.is_on and d.confirmed_at is not null and d.refused_at is null
       when 'recovery' then exists (select from auth.recovery r where r.link_id = m.id and r.link_expires_at > now())
       else exists (select from alerts.confirmation c where c.id = m.id and c.expires_at > now()) end`,
    [mails.map(({ id }) => id)],
  )
  return new Set(rows.map(({ id }) => id))
}
