import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { lastProvider } from '#lib/auth/last-provider.ts'
import { accounts, sessions } from '#lib/auth/schema.ts'
import { hashToken } from '#lib/auth/session-cookie.ts'
import { personOf } from '#lib/auth/session.ts'
import { database } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import type { Tricks } from '#tests/support/openid-provider.ts'
import { ana, traits, stageSignIn } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()

describe('an honest provider', () => {
  it('signs a person in and sends them back to where they were', async () => {
    const answer = await scene.signIn()
    expect(locationOf(answer)).toBe(`${SITE}/fact-sheets/peru?x=1#top`)
    expect(await scene.person()).toMatchObject({
      name: 'Ana',
      email: 'ana@example.org',
      issuer: traits.issuer,
      subject: 'ana',
      provider: 'openid',
    })
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect([...scene.browser.cookies.keys()]).toEqual(['__Host-chancery-session', '__Host-chancery-last-provider'])
    expect(scene.log).toEqual([])
  })

  it('sets every cookie for this host alone, out of reach of scripts, and those of the attempt for 10 minutes', async () => {
    const start = await scene.browser.follow('/api/auth/start/openid')
    const end = await scene.browser.send(scene.provider.authorize(locationOf(start), ana))
    for (const line of [...start.headers.getSetCookie(), ...end.headers.getSetCookie()]) {
      expect(line).toMatch(/^__Host-chancery-(state|pkce|nonce|callback|session|last-provider)=/)
      expect(line).toContain('; Path=/; HttpOnly; SameSite=Lax')
      expect(line).toMatch(/; Secure$/)
      expect(line).not.toContain('Domain')
    }
    for (const line of start.headers.getSetCookie()) expect(line).toContain('Max-Age=600')
  })

  it('knows the person again, under a new session, and shows the name their provider says now', async () => {
    await scene.signIn()
    const first = await scene.person()
    const firstCookies = scene.browser.cookieHeader
    await scene.signIn({ ...ana, name: 'Ana María' })
    const second = await scene.person()
    expect(second?.id).toBe(first?.id)
    expect(second?.name).toBe('Ana María')
    expect(second?.sessionId).not.toBe(first?.sessionId)
    expect(await personOf(firstCookies), 'the old cookie').toBeNull()
  })

  it('clears away the rows of sessions that have ended', async () => {
    await scene.signIn()
    await database()
      .update(sessions)
      .set({ expires: new Date(Date.now() - 1) })
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn()
    expect(await database().$count(sessions)).toBe(1)
  })

  it('keeps two people apart who say the same e-mail address', async () => {
    await scene.signIn()
    const first = await scene.person()
    scene.browser = new AuthBrowser(SITE)
    await scene.signIn({ sub: 'mallory', name: 'Ana', email: 'ana@example.org', email_verified: true })
    expect((await scene.person())?.id).not.toBe(first?.id)
  })

  it('does not link a second account to whoever is signed in', async () => {
    await scene.signIn()
    const first = await scene.person()
    await scene.signIn({ sub: 'second-account' })
    const second = await scene.person()
    expect(second?.id).not.toBe(first?.id)
    expect(
      await database()
        .select()
        .from(accounts)
        .where(eq(accounts.userId, first?.id ?? '')),
    ).toHaveLength(1)
  })

  it('keeps no token of the provider, and of its own session only the hash', async () => {
    await scene.signIn()
    const kept = await database().select().from(accounts)
    for (const row of kept) expect([row.access_token, row.id_token, row.refresh_token, row.scope]).toEqual([null, null, null, null])
    const token = scene.browser.cookies.get('__Host-chancery-session') ?? ''
    const tokens = (await database().select().from(sessions)).map(({ sessionToken }) => sessionToken)
    expect(tokens).not.toContain(token)
    expect(tokens).toContain(hashToken(token))
  })

  it.each<[string, Tricks]>([
    ['with at_hash', { claims: (claims) => claims }],
    ['with two audiences and our azp', { claims: (claims) => ({ ...claims, aud: ['site', 'other'], azp: 'site' }) }],
    ['issued 20 seconds in the future', { claims: (claims) => ({ ...claims, iat: Number(claims['iat']) + 20 }) }],
  ])('signs in %s', async (_, tricks) => {
    scene.provider.tricks = tricks
    await scene.signIn()
    expect(scene.log).toEqual([])
    expect(await scene.person()).not.toBeNull()
  })

  it('cannot put control characters, a second line or a novel into the name', async () => {
    await scene.signIn({ sub: 'zoe', name: `\u202EZ\r\no\u0000e${'!'.repeat(5000)}`, email: 'no address' })
    const person = await scene.person()
    expect(person?.name).toMatch(/^Z o e!{95}$/)
    expect(person?.email).toBeNull()
  })

  it('is remembered in the browser by its name alone, longer than the session', async () => {
    const end = await scene.signIn()
    const line = end.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-chancery-last-provider='))
    expect(line).toBe('__Host-chancery-last-provider=openid; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000; Secure')
    await scene.browser.post('/api/auth/sign-out', {}, SITE)
    expect(lastProvider(scene.browser.cookieHeader)).toBe('openid')
    expect(lastProvider(new AuthBrowser(SITE).cookieHeader)).toBeNull()
  })
})
