import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { accounts, users } from '#lib/auth/schema.ts'
import { personOf } from '#lib/auth/session.ts'
import { database } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import { ana, stageSignIn, variables } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()

describe('the way in and the way back', () => {
  it.each(
    [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'https://facts.example.org@evil.example/',
      'https://user@facts.example.org/',
      'javascript:alert(1)',
      'data:text/html,x',
      'http://facts.example.org/',
      'https://facts.example.org:444/',
      '/.//evil.example',
      '',
      'x'.repeat(3000),
    ].map((address) => [address.slice(0, 60), address]),
  )('never leaves the site: %s', async (_, callbackUrl) => {
    const answer = await scene.signIn(ana, callbackUrl)
    const target = new URL(locationOf(answer))
    expect(target.origin).toBe(SITE)
    expect(target.pathname).not.toMatch(/^\/\//)
    expect(await scene.person()).not.toBeNull()
  })

  it('never leaves the site by a callback cookie that was put there', async () => {
    const start = await scene.browser.follow('/api/auth/start/openid')
    scene.browser.cookies.set('__Host-chancery-callback', encodeURIComponent('https://evil.example/'))
    expect(locationOf(await scene.browser.send(scene.provider.authorize(locationOf(start), ana)))).toMatch(new RegExp(`^${SITE}/`))
  })

  it.each<Record<string, string>>([
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { referer: 'https://evil.example/' },
  ])('asks first when no page of the site sent the browser: %o', async (headers) => {
    const answer = await scene.browser.send('/api/auth/start/openid?callbackUrl=/es/my', { headers })
    expect(locationOf(answer)).toBe(`${SITE}/es/sign-in/openid?callbackUrl=%2Fes%2Fmy`)
    expect(scene.browser.cookies.size).toBe(0)
    expect(scene.provider.asked).toEqual([])
  })

  it('refuses providers that are not configured, and answers 404 to everything else', async () => {
    expect(locationOf(await scene.browser.follow('/api/auth/start/google'))).toContain('error=provider')
    expect(locationOf(await scene.browser.follow('/api/auth/callback/github?state=x'))).toContain('error=provider')
    for (const path of [
      '/api/auth/session',
      '/api/auth/csrf',
      '/api/auth/providers',
      '/api/auth/signin/openid',
      '/api/auth/start/openid/x',
      '/api/auth',
      '/api/auth/sign-out',
    ]) {
      expect((await scene.browser.follow(path)).status, path).toBe(404)
    }
    expect((await scene.browser.send('/api/auth/callback/openid', { method: 'POST' })).status).toBe(404)
  })

  it('signs nobody in with SIGN_IN=off', async () => {
    scene.begin({ ...variables, SIGN_IN: 'off' })
    expect(locationOf(await scene.browser.follow('/api/auth/start/openid'))).toContain('error=off')
    expect(scene.provider.asked).toEqual([])
  })

  it('signs out only by a form of the site, and ends the session on the server', async () => {
    await scene.signIn()
    const cookies = scene.browser.cookieHeader
    for (const origin of ['https://evil.example', 'null', undefined]) {
      const answer = await scene.browser.post('/api/auth/sign-out', {}, origin)
      expect(answer.status).toBe(403)
    }
    expect(await personOf(cookies)).not.toBeNull()
    const answer = await scene.browser.post('/api/auth/sign-out', {}, SITE)
    expect(locationOf(answer)).toBe(`${SITE}/sign-in?signedOut=openid&callbackUrl=%2F`)
    expect([...scene.browser.cookies.keys()]).toEqual(['__Host-chancery-last-provider', '__Host-chancery-sign-out'])
    expect(await personOf(cookies)).toBeNull()
  })

  it('leaves no user without an account behind when two tabs finish a first sign-in together', async () => {
    const person = { sub: 'two-tabs' }
    const tabs = [new AuthBrowser(SITE), new AuthBrowser(SITE)]
    const backs = await Promise.all(
      tabs.map(async (tab) => scene.provider.authorize(locationOf(await tab.follow('/api/auth/start/openid')), person)),
    )
    await Promise.all(tabs.map((tab, index) => tab.send(backs[index] ?? '')))
    const all = await database()
      .select({ id: users.id, subject: accounts.subject })
      .from(users)
      .leftJoin(accounts, eq(accounts.userId, users.id))
    expect(all.filter(({ subject }) => subject === null)).toEqual([])
    expect(all.filter(({ subject }) => subject === 'two-tabs')).toHaveLength(1)
  })
})
