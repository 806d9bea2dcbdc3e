import { database } from '#lib/db/connection.ts'
import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Administrator } from './administrator.ts'
import { noteEvent } from './audit.ts'
import { isConfirmed } from './confirmation.ts'
import { grantRole, revokeRole, type Role } from './roles.ts'
import { accounts, sessions, users } from './schema.ts'
import { rolesOf, rolesOfUser } from './session.ts'

/** What came of a change. `confirm`: the administrator has to prove anew who they are. `last`: nobody would be left to administer. `own`: one
 *  does not do this to oneself. */
export type Administered = 'done' | 'confirm' | 'unknown' | 'last' | 'own'

/** Gives a person a role, by the oldest of their ways in. */
export function giveRole(administrator: Administrator, userId: string, role: Role): Promise<Administered> {
  return change(administrator, userId, async ([identity]) => {
    if (!identity) return 'unknown'
    await grantRole(identity.issuer, identity.subject, role, administrator.id)
    return 'done'
  })
}

/** Takes a role from a person, by whichever of their ways in they have it. */
export function takeRole(administrator: Administrator, userId: string, role: Role): Promise<Administered> {
  return change(administrator, userId, async (identities) => {
    if (role === 'administrator' && !(await isAnotherLeft(userId))) return 'last'
    for (const { issuer, subject } of identities) await revokeRole(issuer, subject, role, administrator.id)
    return 'done'
  })
}

/** Keeps a person out from now on: their sessions end, and they can't sign in. What is theirs stays. */
export function suspend(administrator: Administrator, userId: string): Promise<Administered> {
  return change(administrator, userId, async () => {
    if (userId === administrator.id) return 'own'
    if ((await rolesOfUser(userId)).includes('administrator') && !(await isAnotherLeft(userId))) return 'last'
    await database()
      .update(users)
      .set({ suspendedAt: sql`now()` })
      .where(and(eq(users.id, userId), isNull(users.suspendedAt)))
    await database().delete(sessions).where(eq(sessions.userId, userId))
    await noteEvent({ kind: 'suspended', userId, actorId: administrator.id })
    return 'done'
  })
}

/** Lets a person in again. */
export function resume(administrator: Administrator, userId: string): Promise<Administered> {
  return change(administrator, userId, async () => {
    await database().update(users).set({ suspendedAt: null }).where(eq(users.id, userId))
    await noteEvent({ kind: 'resumed', userId, actorId: administrator.id })
    return 'done'
  })
}

/** Ends all sessions of a person; of one's own all but the one that asks. */
export function endSessions(administrator: Administrator, userId: string): Promise<Administered> {
  return change(administrator, userId, async () => {
    await database()
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), ne(sessions.id, administrator.sessionId)))
    await noteEvent({ kind: 'sessions-ended', userId, actorId: administrator.id })
    return 'done'
  })
}

async function change(
  administrator: Administrator,
  userId: string,
  work: (identities: readonly { readonly issuer: string; readonly subject: string }[]) => Promise<Administered>,
): Promise<Administered> {
  if (!isConfirmed(administrator)) return 'confirm'
  const [user] = await database().select({ id: users.id }).from(users).where(eq(users.id, userId))
  if (!user) return 'unknown'
  const { issuer, subject } = accounts
  return work(
    await database().select({ issuer, subject }).from(accounts).where(eq(accounts.userId, userId)).orderBy(asc(accounts.createdAt)),
  )
}

/** Whether somebody beside this person administers, and may come in. */
async function isAnotherLeft(userId: string): Promise<boolean> {
  const others = and(ne(users.id, userId), isNull(users.suspendedAt), sql`${rolesOf(users.id)} @> array['administrator']`)
  return (await database().select({ id: users.id }).from(users).where(others).limit(1)).length > 0
}
