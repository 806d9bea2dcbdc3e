import { database } from '#lib/db/connection.ts'
import { and, eq } from 'drizzle-orm'
import { accounts, roleGrants, sessions } from './schema.ts'

/** The name of a role. Which there are, and what each allows, is the lake's to say. */
export type Role = string

/** Whether one of `roles` lets one into the Studio. */
export function mayEdit(roles: readonly Role[]): boolean {
  return roles.includes('administrator') || roles.includes('editor')
}

/** Gives `role` to the subject of an issuer, signed in before or not. Their sessions end, so that none of them changes its power.
 *  Returns whether it was new. */
export async function grantRole(issuer: string, subject: string, role: Role): Promise<boolean> {
  const added = await database().insert(roleGrants).values({ issuer, subject, role }).onConflictDoNothing().returning()
  if (added.length > 0) await endSessionsOf(issuer, subject)
  return added.length > 0
}

/** Takes `role` back, and ends the person's sessions. Returns whether they had it. */
export async function revokeRole(issuer: string, subject: string, role: Role): Promise<boolean> {
  const taken = await database()
    .delete(roleGrants)
    .where(and(eq(roleGrants.issuer, issuer), eq(roleGrants.subject, subject), eq(roleGrants.role, role)))
    .returning()
  if (taken.length > 0) await endSessionsOf(issuer, subject)
  return taken.length > 0
}

async function endSessionsOf(issuer: string, subject: string): Promise<void> {
  const [account] = await database()
    .select({ userId: accounts.userId })
    .from(accounts)
    .where(and(eq(accounts.issuer, issuer), eq(accounts.subject, subject)))
  if (account) await database().delete(sessions).where(eq(sessions.userId, account.userId))
}
