import type { Pool } from 'pg'

/** After a mail the next waits so long, so that what changes meanwhile goes together. */
const GAP = `interval '10 minutes'`

/** Puts a mail into the outbox for everybody who has something due, with all of it, in one statement. Several processes may do so at once. Returns how many
 *  were made.
 *  @param mayUnproved whether addresses count that only the mailbox of the demonstration proved */
export async function collectMails(pool: Pool, mayUnproved: boolean): Promise<number> {
  const { rowCount } = await pool.query(
    `with person as (
       select d.* from alerts.delivery d
       where d.user_id in (select user_id from alerts.item where due_at <= now() and mail_id is null)
         and d.confirmed_at is not null and d.is_on and d.refused_at is null and (d.is_proved or $1)
         and (d.last_mail_at is null or d.last_mail_at <= now() - ${GAP})
       for update skip locked
     ),
     made as (
       insert into alerts.mail (user_id, kind, address, language) select user_id, 'news', address, language from person returning id, user_id
     ),
     noted as (update alerts.delivery d set last_mail_at = now() from made where d.user_id = made.user_id)
     update alerts.item i set mail_id = made.id from made where i.user_id = made.user_id and i.due_at <= now() and i.mail_id is null`,
    [mayUnproved],
  )
  return rowCount ?? 0
}
