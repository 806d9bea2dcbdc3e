import { database } from '#lib/db/connection.ts'
import { and, eq, gt, lt } from 'drizzle-orm'
import type { Errand } from './errand.ts'
import { signInStates } from './schema.ts'
import { hashToken } from './session-cookie.ts'

const LIFE_MS = 10 * 60_000

/** Notes that `state` was given out for a sign-in with `provider`, which must be back within 10 minutes, and what it is for. */
export async function keepState(state: string, provider: string, { kind, sessionId }: Errand, now: Date = new Date()): Promise<void> {
  await database().delete(signInStates).where(lt(signInStates.expiresAt, now))
  await database()
    .insert(signInStates)
    .values({ stateHash: hashToken(state), provider, errand: kind, sessionId, expiresAt: new Date(now.getTime() + LIFE_MS) })
}

/** Takes `state` away for good, and gives what it was for; null if it was not there: of several callbacks with one state only the first
 *  gets it. */
export async function spendState(state: string, provider: string, now: Date = new Date()): Promise<Errand | null> {
  const [spent] = await database()
    .delete(signInStates)
    .where(and(eq(signInStates.stateHash, hashToken(state)), eq(signInStates.provider, provider), gt(signInStates.expiresAt, now)))
    .returning({ kind: signInStates.errand, sessionId: signInStates.sessionId })
  return spent ?? null
}
