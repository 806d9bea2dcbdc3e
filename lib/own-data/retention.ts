import { sharedBriefings } from '#lib/accounts/schema.ts'
import { auditEvents, linkIntents, logoutTokens, sessions, signInStates } from '#lib/auth/schema.ts'
import { items, mails, news } from '#lib/alerts/schema.ts'
import { database } from '#lib/db/connection.ts'
import { and, eq, inArray, lt, notExists, sql } from 'drizzle-orm'

const DAY_MS = 86_400_000

/** How many days a person's news and mails are kept. */
export const TOLD_DAYS = 365

/** Deletes what is kept no longer: sessions that ended, sign-ins that nobody finished, briefings whose links have ended, what people were told more than `TOLD_DAYS` ago,
 *  lines of the log older than `auditDays`. Doing it twice at once, on several instances, does no harm. Returns how many rows went. */
export async function removeExpired(auditDays: number, now: Date = new Date()): Promise<number> {
  const logged = new Date(now.getTime() - auditDays * DAY_MS)
  const outcomes = await Promise.all([
    database().delete(sessions).where(lt(sessions.expires, now)),
    database().delete(signInStates).where(lt(signInStates.expiresAt, now)),
    database().delete(linkIntents).where(lt(linkIntents.expiresAt, now)),
    database().delete(logoutTokens).where(lt(logoutTokens.expiresAt, now)),
    database().delete(sharedBriefings).where(lt(sharedBriefings.expiresAt, now)),
    database().delete(auditEvents).where(lt(auditEvents.at, logged)),
    removeTold(new Date(now.getTime() - TOLD_DAYS * DAY_MS)),
  ])
  return outcomes.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
}

/** Deletes what people were told before `day`, and the mails of it: only those that ended, and that nothing told is left of, since that would be sent again. */
async function removeTold(day: Date): Promise<{ readonly rowCount: number }> {
  // By the news, which are few beside those who were told.
  const old = database().select({ id: news.id }).from(news).where(lt(news.at, day))
  const told = await database().delete(items).where(inArray(items.newsId, old))
  const ofMail = database()
    .select({ one: sql`1` })
    .from(items)
    .where(eq(items.mailId, mails.id))
  const ended = await database()
    .delete(mails)
    .where(and(lt(mails.createdAt, day), inArray(mails.state, ['sent', 'kept', 'failed', 'cancelled']), notExists(ofMail)))
  return { rowCount: (told.rowCount ?? 0) + (ended.rowCount ?? 0) }
}
