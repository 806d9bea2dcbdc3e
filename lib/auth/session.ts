import { database } from '#lib/db/connection.ts'
import type { Environment } from '#lib/env.ts'
import { and, eq, gt, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { isIssuerId } from './issuers/issuer-id.ts'
import { mayVouch } from './issuers/issuer-rules.ts'
import { configuredProviders, RECOVERY } from './providers.ts'
import { mayEdit, type Role } from './roles.ts'
import { accounts, roleGrants, sessions, users } from './schema.ts'
import { cookieValue, hashToken, sessionCookieName } from './session-cookie.ts'
import { sessionEnd } from './session-limits.ts'
import { authSettings } from './settings.ts'

/** Somebody who is signed in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly image: string | null
  readonly roles: readonly Role[]
  /** The account that this session was opened with. */
  readonly provider: string
  readonly issuer: string
  readonly subject: string
  /** The session's public name, as in the list of sessions. */
  readonly sessionId: string
  /** When the session ends if it is not used again. */
  readonly expires: Date
  /** When they last proved anew that it is them; null if they only signed in. */
  readonly confirmedAt: Date | null
}

/** Somebody, signed in or not. */
type KnownPerson = Pick<Person, 'id' | 'name' | 'email' | 'image' | 'roles'>

/** Uses within this time of each other are written down once. */
const TOUCH_MS = 5 * 60_000

const NAMELESS = 'No name given'

/** Who sent a request with this Cookie header; null for a stranger, an ended session, whoever an administrator keeps out, or with `SIGN_IN=off`. `isUse` is false for a look
 *  whether the session still stands, which does not keep it alive. */
export async function personOf(cookieHeader: string | null, isUse = true): Promise<Person | null> {
  const { environment, origin } = authSettings()
  if (environment.SIGN_IN === 'off') return null
  const token = cookieValue(cookieHeader, sessionCookieName(origin))
  if (!token || token.length > 200) return null
  const now = new Date()
  const [row] = await database()
    .select({ session: sessions, user: users, roles: rolesOf(sessions.userId) })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.sessionToken, hashToken(token)), gt(sessions.expires, now), isNull(users.suspendedAt)))
  if (!row) return null
  const { session, user, roles } = row
  // A provider that was taken out of the settings, the demonstration's above all, no longer vouches for anybody.
  if (!(await standsFor(environment, session))) return null
  // From the settings of now, so that shorter limits reach the sessions that are open.
  const end = sessionEnd(environment, session.createdAt, session.lastUsedAt, mayEdit(roles))
  if (end <= now) return null
  const isDue = isUse && now.getTime() - session.lastUsedAt.getTime() > TOUCH_MS
  const expires = isDue ? sessionEnd(environment, session.createdAt, now, mayEdit(roles)) : end
  if (isDue) await database().update(sessions).set({ lastUsedAt: now, expires }).where(eq(sessions.id, session.id))
  return {
    id: user.id,
    name: user.name ?? user.email ?? NAMELESS,
    email: user.email,
    image: user.image,
    roles,
    provider: session.provider,
    issuer: session.issuer,
    subject: session.subject,
    sessionId: session.id,
    expires,
    confirmedAt: session.confirmedAt,
  }
}

/** Whether the provider that a session was opened with is still one to sign in with here. */
async function standsFor(environment: Environment, { provider, issuer }: { provider: string; issuer: string }): Promise<boolean> {
  // Whoever came by a link of ours was vouched for by nobody else.
  if (provider === RECOVERY) return issuer === authSettings().origin
  if (isIssuerId(provider)) return mayVouch(environment, issuer)
  return configuredProviders(environment).some(({ id }) => id === provider)
}

/** Whether whoever sent a request with this Cookie header may see drafts. */
export async function mayPreview(cookieHeader: string | null): Promise<boolean> {
  const person = await personOf(cookieHeader)
  return person !== null && mayEdit(person.roles)
}

/** Ends the session of this Cookie header, if there is one, and gives the provider it was opened with. */
export async function endSession(cookieHeader: string | null): Promise<string | null> {
  const token = cookieValue(cookieHeader, sessionCookieName(authSettings().origin))
  if (!token) return null
  const [ended] = await database()
    .delete(sessions)
    .where(eq(sessions.sessionToken, hashToken(token)))
    .returning({ provider: sessions.provider })
  return ended?.provider ?? null
}

/** People by id, for the authors of edits; ids that nobody has are left out. */
export async function peopleOf(ids: readonly string[]): Promise<readonly KnownPerson[]> {
  if (ids.length === 0) return []
  const rows = await database()
    .select({ user: users, roles: rolesOf(users.id) })
    .from(users)
    .where(inArray(users.id, [...ids]))
  return rows.map(({ user, roles }) => ({ id: user.id, name: user.name ?? NAMELESS, email: user.email, image: user.image, roles }))
}

/** Everybody who has a role. */
export async function peopleWithRoles(): Promise<readonly KnownPerson[]> {
  const rows = await database()
    .select({ user: users, roles: rolesOf(users.id) })
    .from(users)
    .where(sql`cardinality(${rolesOf(users.id)}) > 0`)
  return rows.map(({ user, roles }) => ({ id: user.id, name: user.name ?? NAMELESS, email: user.email, image: user.image, roles }))
}

/** What the user with this id may do. */
export async function rolesOfUser(userId: string): Promise<readonly Role[]> {
  const [row] = await database()
    .select({ roles: rolesOf(users.id) })
    .from(users)
    .where(eq(users.id, userId))
  return row?.roles ?? []
}

/** The roles of a user: those given to any of their accounts. */
export function rolesOf(userId: typeof sessions.userId | typeof users.id): SQL<Role[]> {
  const granted = sql`
    select coalesce(array_agg(distinct ${roleGrants.role}), '{}') from ${accounts}
    join ${roleGrants} on ${roleGrants.issuer} = ${accounts.issuer} and ${roleGrants.subject} = ${accounts.subject}
    where ${accounts.userId} = ${userId}`
  // Wrapped twice: in a select from one table, Drizzle drops the table's name from the columns of the outermost expression.
  return sql<Role[]>`(${granted})`
}
