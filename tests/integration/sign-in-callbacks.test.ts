import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { accounts, signInStates, users } from '#lib/auth/schema.ts'
import { personOf } from '#lib/auth/session.ts'
import { database } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import type { Tricks } from '#tests/support/openid-provider.ts'
import { ana, traits, stageSignIn, variables } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()

describe('a callback that is not the answer to this attempt', () => {
  it('is refused when it is replayed with all its cookies', async () => {
    const start = await scene.browser.follow('/api/auth/start/openid')
    const before = new Map(scene.browser.cookies)
    const back = scene.provider.authorize(locationOf(start), ana)
    await scene.browser.send(back)
    const replay = new AuthBrowser(SITE)
    for (const [name, value] of before) replay.cookies.set(name, value)
    expect(locationOf(await replay.send(back))).toContain('error=state')
    expect(await personOf(replay.cookieHeader)).toBeNull()
  })

  it('reaches the token endpoint once when it comes twice at the same moment', async () => {
    const start = await scene.browser.follow('/api/auth/start/openid')
    const back = scene.provider.authorize(locationOf(start), ana)
    const headers = { cookie: scene.browser.cookieHeader }
    const answers = await Promise.all([scene.browser.send(back, { headers }), scene.browser.send(back, { headers })])
    expect(answers.filter((answer) => locationOf(answer).includes('error=state'))).toHaveLength(1)
    expect(scene.provider.asked.filter((line) => line === 'POST /token')).toHaveLength(1)
  })

  it('is refused in another browser, and with the state of another', async () => {
    const mine = await scene.browser.follow('/api/auth/start/openid')
    const other = new AuthBrowser(SITE)
    const theirs = await other.follow('/api/auth/start/openid')
    const back = scene.provider.authorize(locationOf(mine), ana)
    expect(locationOf(await new AuthBrowser(SITE).send(back)), 'no cookies').toContain('error=state')
    const swapped = scene.provider.authorize(locationOf(theirs), ana)
    expect(locationOf(await scene.browser.send(swapped)), 'state of another browser').toContain('error=')
    expect(await scene.person()).toBeNull()
  })

  it('is refused after 10 minutes', async () => {
    const start = await scene.browser.follow('/api/auth/start/openid')
    await database()
      .update(signInStates)
      .set({ expiresAt: new Date(Date.now() - 1) })
    expect(locationOf(await scene.browser.send(scene.provider.authorize(locationOf(start), ana)))).toContain('error=state')
  })

  it.each<[string, Tricks, string]>([
    ['without state', { callback: (parameters) => parameters.delete('state') }, 'state'],
    ['with another state', { callback: (parameters) => parameters.set('state', 'x'.repeat(43)) }, 'state'],
    ['with a parameter twice', { callback: (parameters) => parameters.append('code', 'second') }, 'state'],
    ['with 10,000 characters', { callback: (parameters) => parameters.set('code', 'c'.repeat(10_000)) }, 'state'],
    ['from another issuer (RFC 9207)', { callback: (parameters) => parameters.set('iss', 'https://evil.example') }, 'refused'],
    [
      'without the issuer that was announced',
      { metadata: (document) => ({ ...document, authorization_response_iss_parameter_supported: true }) },
      'refused',
    ],
    ['that says the person declined', { callback: (parameters) => parameters.set('error', 'access_denied') }, 'cancelled'],
    [
      'with an error that holds markup',
      {
        callback: (parameters) => (
          parameters.set('error', 'server_error'),
          parameters.set('error_description', '<script>alert(1)</script>')
        ),
      },
      'answer',
    ],
    ['whose code the provider refuses', { callback: (parameters) => parameters.set('code', 'unknown') }, 'refused'],
  ])('%s is refused', async (_, tricks, code) => {
    scene.provider.tricks = tricks
    const answer = await scene.signIn()
    expect(locationOf(answer)).toBe(`${SITE}/sign-in?error=${code}&callbackUrl=%2Ffact-sheets%2Fperu%3Fx%3D1%23top`)
    expect(locationOf(answer)).not.toContain('script')
    expect(scene.log.join()).not.toContain('script')
    expect(await scene.person()).toBeNull()
  })

  it('leaves whoever is signed in signed in', async () => {
    await scene.signIn()
    const before = await scene.person()
    expect(locationOf(await scene.browser.send('/api/auth/callback/openid?code=x&state=y'))).toContain('error=state')
    expect((await scene.person())?.sessionId).toBe(before?.sessionId)
  })
})

describe('a provider that is not what it should be', () => {
  it.each<[string, Tricks, string]>([
    ['that names another issuer', { metadata: (document) => ({ ...document, issuer: 'https://evil.example' }) }, 'refused'],
    ['whose document is none', { metadata: () => ({ hello: 'world' }) }, 'unreachable'],
  ])('is refused before any redirect: %s', async (_, tricks, code) => {
    scene.provider.tricks = tricks
    const answer = await scene.browser.follow('/api/auth/start/openid?callbackUrl=/es/my')
    expect(locationOf(answer)).toBe(`${SITE}/es/sign-in?error=${code}&callbackUrl=%2Fes%2Fmy`)
    expect(scene.browser.cookies.size).toBe(0)
  })

  it('is refused when its userinfo is about somebody else', async () => {
    scene.begin(variables, { ...traits, hasUserInfo: true })
    scene.provider.tricks = { userInfo: (claims) => ({ ...claims, sub: 'eve' }) }
    expect(locationOf(await scene.signIn())).toContain('error=refused')
    scene.provider.tricks = {}
    await scene.signIn()
    expect((await scene.person())?.name).toBe('Ana')
  })

  it('cannot put control characters, a second line or a novel into the name', async () => {
    await scene.signIn({ sub: 'zoe', name: `\u202EZ\r\no\u0000e${'!'.repeat(5000)}`, email: 'no address' })
    const person = await scene.person()
    expect(person?.name).toMatch(/^Z o e!{95}$/)
    expect(person?.email).toBeNull()
  })
})

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
    expect(scene.browser.cookies.size).toBe(0)
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
