import { randomBytes, randomUUID } from 'node:crypto'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
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

/** A session for somebody who is known already by `issuer`, as if they signed in again. */
export async function signInAgain(
  databaseUrl: string,
  origin: string,
  { id, name, issuer }: { readonly id: string; readonly name: string; readonly issuer: string },
): Promise<SignedIn> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 })
  try {
    return { id, name, cookie: await openSession(drizzle(pool), origin, id, issuer) }
  } finally {
    await pool.end()
  }
}

async function openSession(database: NodePgDatabase, origin: string, id: string, issuer: string): Promise<SignedIn['cookie']> {
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(Date.now() + 3_600_000)
  // A session counts only while its provider is offered; the sites of the tests offer the demonstration's.
  const account = { provider: 'demonstration', issuer, subject: id }
  await database.insert(sessions).values({ sessionToken: hashToken(token), userId: id, expires, ...account })
  return { name: sessionCookieName(origin), value: token }
}

/** Forgets whoever signed in at the demonstration's provider: the people there are the same for every test of a site. */
export async function forgetDemonstrationPeople(databaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 })
  await pool.query(
    `delete from auth."user" where id in (select user_id from auth.account where provider = 'demonstration' and issuer <> 'https://issuer.test')`,
  )
  await pool.end()
}

/** Makes a person with a session by writing their rows: only the tests of signing in sign in.
 *  @param origin the site's, after which the cookie is named */
export async function signInByDatabase(databaseUrl: string, origin: string, name: string, roles: readonly Role[] = []): Promise<SignedIn> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 })
  try {
    const database = drizzle(pool)
    const id = randomUUID()
    const account = { provider: 'demonstration', issuer: 'https://issuer.test', subject: id }
    await database.insert(users).values({ id, name, email: `${id}@reader.test` })
    await database.insert(accounts).values({ userId: id, type: 'oidc', providerAccountId: id, ...account })
    for (const role of roles) await database.insert(roleGrants).values({ issuer: account.issuer, subject: id, role })
    return { id, name, cookie: await openSession(database, origin, id, account.issuer) }
  } finally {
    await pool.end()
  }
}
