import type { Adapter, AdapterSession } from '@auth/core/adapters'
import { DrizzleAdapter } from '@auth/drizzle-adapter'
import { database } from '#lib/db/connection.ts'
import { and, eq, lt } from 'drizzle-orm'
import { type Attempt, requireIdentity } from './provider/attempt.ts'
import { mayEdit } from './roles.ts'
import { accounts, sessions, users } from './schema.ts'
import { rolesOfUser } from './session.ts'
import { hashToken } from './session-cookie.ts'
import { sessionEnd } from './session-limits.ts'
import { authSettings } from './settings.ts'

const USER_AGENT_LENGTH_MAX = 300

/**
 * What next-auth keeps people with, for one attempt at signing in. It differs from the adapter it is made of in that people are
 * found by the issuer and subject that were proved and never by e-mail, and that sessions are kept by the hash of their token.
 */
export function adapterFor(attempt: Attempt): Adapter {
  const plain = DrizzleAdapter(database(), { usersTable: users, accountsTable: accounts, sessionsTable: sessions })
  return {
    ...plain,
    getUserByEmail: async () => null,
    async getUserByAccount() {
      const { issuer, subject } = requireIdentity(attempt)
      const [row] = await database()
        .select({ user: users })
        .from(accounts)
        .innerJoin(users, eq(users.id, accounts.userId))
        .where(and(eq(accounts.issuer, issuer), eq(accounts.subject, subject)))
      return row ? { ...row.user, email: row.user.email ?? '' } : null
    },
    async createUser({ id }) {
      const { name = null, email } = attempt.details ?? { email: null }
      await database().insert(users).values({ id, name, email })
      return { id, name, email: email ?? '', emailVerified: null }
    },
    async linkAccount({ userId, type }) {
      const { issuer, subject } = requireIdentity(attempt)
      const row = { userId, issuer, subject, type: type === 'oidc' ? ('oidc' as const) : ('oauth' as const) }
      try {
        await database()
          .insert(accounts)
          .values({ ...row, provider: attempt.provider, providerAccountId: subject })
      } catch (error) {
        // The same person's first sign-in, finished in another tab a moment ago: this second user must not stay.
        await database().delete(users).where(eq(users.id, userId))
        throw error
      }
    },
    createSession: ({ sessionToken, userId }) => createSession(attempt, sessionToken, userId),
    // The old session's cookie never gets here (index.ts), so nothing can be linked to whoever is signed in.
    getSessionAndUser: async () => null,
  }
}

async function createSession(attempt: Attempt, sessionToken: string, userId: string): Promise<AdapterSession> {
  const { environment } = authSettings()
  const now = new Date()
  const isStaff = mayEdit(await rolesOfUser(userId))
  // The rows of sessions that ended by themselves go when somebody signs in: nothing else needs them.
  await database().delete(sessions).where(lt(sessions.expires, now))
  await database()
    .insert(sessions)
    .values({
      ...requireIdentity(attempt),
      sessionToken: hashToken(sessionToken),
      userId,
      provider: attempt.provider,
      sid: attempt.sid,
      createdAt: now,
      lastUsedAt: now,
      expires: sessionEnd(environment, now, now, isStaff),
      userAgent: attempt.userAgent?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
    })
  // What is returned dates the cookie: it lives as long as the session could with use.
  return { sessionToken, userId, expires: sessionEnd({ ...environment, SESSION_IDLE_DAYS: environment.SESSION_DAYS }, now, now, isStaff) }
}
