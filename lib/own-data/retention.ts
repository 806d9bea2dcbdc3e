import { sharedBriefings } from '#lib/accounts/schema.ts'
import { auditEvents, linkIntents, logoutTokens, sessions, signInStates } from '#lib/auth/schema.ts'
import { database } from '#lib/db/connection.ts'
import { lt } from 'drizzle-orm'

const DAY_MS = 86_400_000

/** Deletes what is kept no longer: sessions that ended, sign-ins that nobody finished, briefings whose links have ended, lines of the log older than `auditDays`. Doing it twice
 *  at once, on several instances, does no harm. Returns how many rows went. */
export async function removeExpired(auditDays: number, now: Date = new Date()): Promise<number> {
  const logged = new Date(now.getTime() - auditDays * DAY_MS)
  const outcomes = await Promise.all([
    database().delete(sessions).where(lt(sessions.expires, now)),
    database().delete(signInStates).where(lt(signInStates.expiresAt, now)),
    database().delete(linkIntents).where(lt(linkIntents.expiresAt, now)),
    database().delete(logoutTokens).where(lt(logoutTokens.expiresAt, now)),
    database().delete(sharedBriefings).where(lt(sharedBriefings.expiresAt, now)),
    database().delete(auditEvents).where(lt(auditEvents.at, logged)),
  ])
  return outcomes.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
}
