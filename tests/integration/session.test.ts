import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, database, openDatabase } from '#lib/db/connection.ts'
import { environmentSchema } from '#lib/env.ts'
import { grantRole, revokeRole } from '#lib/auth/roles.ts'
import { accounts, sessions, users } from '#lib/auth/schema.ts'
import { hashToken, sessionCookieName } from '#lib/auth/session-cookie.ts'
import { peopleOf, personOf } from '#lib/auth/session.ts'
import { setAuthSettings } from '#lib/auth/settings.ts'
import { createDatabase } from '#tests/support/database.ts'

const origin = 'https://facts.example.org'
const issuer = 'https://id.example.org'
const HOUR_MS = 3_600_000
const now = Date.now()

const settingsWith = (more: Record<string, unknown> = {}) =>
  setAuthSettings({
    environment: environmentSchema.parse({ SITE_URL: origin, OPENID_ISSUER: issuer, OPENID_CLIENT_ID: 'site', ...more }),
    origin,
    secret: 's'.repeat(32),
    outward: async (address) => expect.unreachable(`asked ${String(address)}`),
    log: (line) => expect.unreachable(line),
  })

const cookie = (token: string) => `theme=dark; ${sessionCookieName(origin)}=${token}; other=1`

/** A person with one session, made `ageMs` ago and last used `unusedMs` ago. */
async function signedIn(subject: string, { ageMs = 0, unusedMs = 0 } = {}): Promise<{ token: string; userId: string }> {
  const [user] = await database()
    .insert(users)
    .values({ name: `Name of ${subject}`, email: 'same@example.org' })
    .returning()
  if (!user) throw new Error('no user')
  const account = { userId: user.id, provider: 'openid', issuer, subject }
  await database()
    .insert(accounts)
    .values({ ...account, type: 'oidc', providerAccountId: subject })
  const token = `token-of-${subject}`
  await database()
    .insert(sessions)
    .values({
      ...account,
      sessionToken: hashToken(token),
      expires: new Date(now + 1000 * HOUR_MS),
      createdAt: new Date(now - ageMs),
      lastUsedAt: new Date(now - unusedMs),
    })
  return { token, userId: user.id }
}

describe('personOf', () => {
  let own: Awaited<ReturnType<typeof createDatabase>>
  beforeAll(async () => {
    own = await createDatabase()
    openDatabase(own.url)
    settingsWith()
  })
  afterAll(async () => {
    setAuthSettings(null)
    await closeDatabase()
    await own.drop()
  })

  it('knows the person whose token the cookie holds, and nobody by any other value', async () => {
    const { token, userId } = await signedIn('ana')
    expect(await personOf(cookie(token))).toMatchObject({ id: userId, name: 'Name of ana', issuer, subject: 'ana', roles: [] })
    for (const wrong of ['', 'token-of-nobody', hashToken(token), 'x'.repeat(10_000)]) expect(await personOf(cookie(wrong))).toBeNull()
    expect(await personOf(null)).toBeNull()
    expect(await personOf(`chancery-443-session=${token}`)).toBeNull()
  })

  it('keeps no token in the database, only its hash', async () => {
    await signedIn('bea')
    const rows = await database().select().from(sessions)
    expect(JSON.stringify(rows)).not.toContain('token-of-')
  })

  it('gives a role granted before the first sign-in, to that issuer and subject alone', async () => {
    await grantRole(issuer, 'cleo', 'editor')
    await grantRole('https://other.example.org', 'dora', 'administrator')
    const cleo = await signedIn('cleo')
    const dora = await signedIn('dora')
    expect((await personOf(cookie(cleo.token)))?.roles).toEqual(['editor'])
    expect((await personOf(cookie(dora.token)))?.roles).toEqual([])
    const people = await peopleOf([cleo.userId, dora.userId, 'nobody'])
    expect(people.map(({ name, roles }) => [name, roles])).toHaveLength(2)
    expect(Object.fromEntries(people.map(({ name, roles }) => [name, roles]))).toEqual({
      'Name of cleo': ['editor'],
      'Name of dora': [],
    })
  })

  it('ends the sessions of a person whose role changes', async () => {
    const eva = await signedIn('eva')
    expect(await grantRole(issuer, 'eva', 'editor')).toBe(true)
    expect(await personOf(cookie(eva.token))).toBeNull()
    expect(await grantRole(issuer, 'eva', 'editor')).toBe(false)
    expect(await revokeRole(issuer, 'eva', 'editor')).toBe(true)
  })

  it('ends a session after its idle limit, its absolute limit, and that of editors', async () => {
    const idle = await signedIn('idle', { ageMs: 400 * HOUR_MS, unusedMs: 350 * HOUR_MS })
    expect(await personOf(cookie(idle.token)), 'unused for 14 days').toBeNull()
    const old = await signedIn('old', { ageMs: 91 * 24 * HOUR_MS })
    expect(await personOf(cookie(old.token)), '90 days old').toBeNull()
    const reader = await signedIn('reader', { ageMs: 13 * HOUR_MS, unusedMs: HOUR_MS })
    expect(await personOf(cookie(reader.token)), 'a reader after 13 hours').not.toBeNull()
    await grantRole(issuer, 'staff', 'administrator')
    const staff = await signedIn('staff', { ageMs: 13 * HOUR_MS, unusedMs: HOUR_MS })
    expect(await personOf(cookie(staff.token)), 'an administrator after 13 hours').toBeNull()
  })

  it('lives longer with use, but not beyond the absolute limit', async () => {
    const { token } = await signedIn('fay', { ageMs: 85 * 24 * HOUR_MS, unusedMs: 24 * HOUR_MS })
    const end = (await personOf(cookie(token)))?.expires.getTime()
    expect(end).toBe(now + 5 * 24 * HOUR_MS)
  })

  it('knows nobody when signing in, or their provider, is switched off', async () => {
    const { token } = await signedIn('gil')
    settingsWith({ SIGN_IN: 'off' })
    expect(await personOf(cookie(token))).toBeNull()
    settingsWith({ OPENID_CLIENT_ID: undefined, OPENID_ISSUER: undefined, GOOGLE_CLIENT_ID: 'id' })
    expect(await personOf(cookie(token)), 'their provider is configured no longer').toBeNull()
    settingsWith()
    expect(await personOf(cookie(token))).not.toBeNull()
  })
})
