import { database } from '#lib/db/connection.ts'
import { and, eq, gt, lt } from 'drizzle-orm'
import { signInStates } from './schema.ts'
import { hashToken } from './session-cookie.ts'

const LIFE_MS = 10 * 60_000

/** Notes that `state` was given out for a sign-in with `provider`, which must be back within 10 minutes. */
export async function keepState(state: string, provider: string, now: Date = new Date()): Promise<void> {
  await database().delete(signInStates).where(lt(signInStates.expiresAt, now))
  await database()
    .insert(signInStates)
    .values({ stateHash: hashToken(state), provider, expiresAt: new Date(now.getTime() + LIFE_MS) })
}

/** Takes `state` away for good. Returns whether it was there: of several callbacks with one state only the first is told so. */
export async function spendState(state: string, provider: string, now: Date = new Date()): Promise<boolean> {
  const spent = await database()
    .delete(signInStates)
    .where(and(eq(signInStates.stateHash, hashToken(state)), eq(signInStates.provider, provider), gt(signInStates.expiresAt, now)))
    .returning({ provider: signInStates.provider })
  return spent.length > 0
}
