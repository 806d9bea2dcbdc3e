import type { Adapter } from '@auth/core/adapters'
import { DrizzleAdapter } from '@auth/drizzle-adapter'
import { database } from '#lib/db/connection.ts'
import { and, eq } from 'drizzle-orm'
import { writeSession } from './open-session.ts'
import { proofAdapter } from './proof-adapter.ts'
import { type Attempt, requireIdentity } from './provider/attempt.ts'
import { accounts, sessions, users } from './schema.ts'

/**
 * What next-auth keeps people with, for one attempt at signing in. It differs from the adapter it is made of in that people are
 * found by the issuer and subject that were proved and never by e-mail, and that sessions are kept by the hash of their token.
 */
export function adapterFor(attempt: Attempt): Adapter {
  if (attempt.errand !== 'sign-in') return proofAdapter()
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
    createSession: async ({ sessionToken, userId }) => ({
      sessionToken,
      userId,
      expires: (await writeSession(attempt, sessionToken, userId)).until,
    }),
    // The old session's cookie never gets here (index.ts), so nothing can be linked to whoever is signed in.
    getSessionAndUser: async () => null,
  }
}
