import { randomBytes, randomUUID } from 'node:crypto'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import { accounts, roleGrants, sessions, users } from '#lib/auth/schema.ts'
import { hashToken, sessionCookieName } from '#lib/auth/session-cookie.ts'
import type { Role } from '#lib/content-lake/settings.ts'

/** Somebody who is signed in, without having gone through a provider. */
export interface SignedIn {
  readonly id: string
  readonly name: string
  /** The session's cookie. */
  readonly cookie: { readonly name: string; readonly value: string }
}

/** Makes a person with a session by writing their rows: only the tests of signing in sign in.
 *  @param origin the site's, after which the cookie is named */
export async function signInByDatabase(databaseUrl: string, origin: string, name: string, roles: readonly Role[] = []): Promise<SignedIn> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 })
  try {
    const database = drizzle(pool)
    const id = randomUUID()
    // A session counts only while its provider is offered; the sites of the tests offer the demonstration's.
    const account = { provider: 'demonstration', issuer: 'https://issuer.test', subject: id }
    const token = randomBytes(32).toString('base64url')
    await database.insert(users).values({ id, name, email: `${id}@reader.test` })
    await database.insert(accounts).values({ userId: id, type: 'oidc', providerAccountId: id, ...account })
    for (const role of roles) await database.insert(roleGrants).values({ issuer: account.issuer, subject: id, role })
    const expires = new Date(Date.now() + 3_600_000)
    await database.insert(sessions).values({ sessionToken: hashToken(token), userId: id, expires, ...account })
    return { id, name, cookie: { name: sessionCookieName(origin), value: token } }
  } finally {
    await pool.end()
  }
}
