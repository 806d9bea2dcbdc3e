import { database } from '#lib/db/connection.ts'
import { and, eq } from 'drizzle-orm'
import { noteEvent } from './audit.ts'
import { accounts, roleGrants, sessions } from './schema.ts'

/** The name of a role. Which there are, and what each allows, is the lake's to say. */
export type Role = string

/** The roles that are there without anybody making them. */
export const BUILT_IN_ROLES = ['administrator', 'editor', 'contributor', 'viewer'] as const

/** Whether one of `roles` lets one into the Studio. */
export function mayEdit(roles: readonly Role[]): boolean {
  return roles.includes('administrator') || roles.includes('editor')
}

/** Gives `role` to the subject of an issuer, signed in before or not. Their sessions end, so that none of them changes its power.
 *  `actorId` is the administrator who did it; nobody, for a command on the server. Returns whether it was new. */
export async function grantRole(issuer: string, subject: string, role: Role, actorId: string | null = null): Promise<boolean> {
  const added = await database().insert(roleGrants).values({ issuer, subject, role }).onConflictDoNothing().returning()
  if (added.length > 0) await noteChange('role-granted', issuer, subject, role, actorId)
  return added.length > 0
}

/** Takes `role` back, and ends the person's sessions. Returns whether they had it. */
export async function revokeRole(issuer: string, subject: string, role: Role, actorId: string | null = null): Promise<boolean> {
  const taken = await database()
    .delete(roleGrants)
    .where(and(eq(roleGrants.issuer, issuer), eq(roleGrants.subject, subject), eq(roleGrants.role, role)))
    .returning()
  if (taken.length > 0) await noteChange('role-revoked', issuer, subject, role, actorId)
  return taken.length > 0
}

async function noteChange(
  kind: 'role-granted' | 'role-revoked',
  issuer: string,
  subject: string,
  role: Role,
  actorId: string | null,
): Promise<void> {
  const [account] = await database()
    .select({ userId: accounts.userId })
    .from(accounts)
    .where(and(eq(accounts.issuer, issuer), eq(accounts.subject, subject)))
  if (account) await database().delete(sessions).where(eq(sessions.userId, account.userId))
  await noteEvent({ kind, userId: account?.userId ?? null, actorId, detail: role })
}
