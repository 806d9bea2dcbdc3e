import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { personOf } from '#lib/auth/session.ts'
import { accounts, sessions, signInStates, users } from '#lib/auth/schema.ts'
import { hashToken } from '#lib/auth/session-cookie.ts'
import { setAuthSettings } from '#lib/auth/settings.ts'
import { closeDatabase, database, openDatabase } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { installAuthSettings, SITE } from '#tests/support/auth-settings.ts'
import { createDatabase } from '#tests/support/database.ts'
import { LocalProvider, type Person, type Tricks } from '#tests/support/openid-provider.ts'

const ana: Person = { sub: 'ana', name: 'Ana', email: 'ana@example.org' }
const traits = { issuer: 'https://id.example.org', clientId: 'site', secret: 'se cret:1' }
const variables = { OPENID_ISSUER: traits.issuer, OPENID_CLIENT_ID: traits.clientId, OPENID_CLIENT_SECRET: traits.secret }

let provider: LocalProvider
let browser: AuthBrowser
let log: string[]

/** Signs in with whatever tricks the provider has; the last answer of the site. */
async function signIn(person: Person = ana, callbackUrl = '/fact-sheets/peru?x=1#top'): Promise<Response> {
  const start = await browser.follow(`/api/auth/start/openid?${new URLSearchParams({ callbackUrl }).toString()}`)
  return browser.send(provider.authorize(locationOf(start), person))
}

const whoIsSignedIn = () => personOf(browser.cookieHeader)

const setUp = () => {
  provider = new LocalProvider(traits)
  browser = new AuthBrowser(SITE)
  log = installAuthSettings(variables, provider.outward)
}

let own: Awaited<ReturnType<typeof createDatabase>>
beforeAll(async () => {
  own = await createDatabase()
  openDatabase(own.url)
})
afterAll(async () => {
  setAuthSettings(null)
  await closeDatabase()
  await own.drop()
})
beforeEach(setUp)

describe('an honest provider', () => {
  it('signs a person in and sends them back to where they were', async () => {
    const answer = await signIn()
    expect(locationOf(answer)).toBe(`${SITE}/fact-sheets/peru?x=1#top`)
    expect(await whoIsSignedIn()).toMatchObject({ name: 'Ana', email: 'ana@example.org', issuer: traits.issuer, subject: 'ana', provider: 'openid' })
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect([...browser.cookies.keys()]).toEqual(['__Host-chancery-session'])
    expect(log).toEqual([])
  })

  it('sets every cookie for this host alone, out of reach of scripts, and those of the attempt for 10 minutes', async () => {
    const start = await browser.follow('/api/auth/start/openid')
    const end = await browser.send(provider.authorize(locationOf(start), ana))
    for (const line of [...start.headers.getSetCookie(), ...end.headers.getSetCookie()]) {
      expect(line).toMatch(/^__Host-chancery-(state|pkce|nonce|callback|session)=/)
      expect(line).toContain('; Path=/; HttpOnly; SameSite=Lax')
      expect(line).toMatch(/; Secure$/)
      expect(line).not.toContain('Domain')
    }
    for (const line of start.headers.getSetCookie()) expect(line).toContain('Max-Age=600')
  })

  it('knows the person again, under a new session, and shows the name their provider says now', async () => {
    await signIn()
    const first = await whoIsSignedIn()
    const firstCookies = browser.cookieHeader
    await signIn({ ...ana, name: 'Ana María' })
    const second = await whoIsSignedIn()
    expect(second?.id).toBe(first?.id)
    expect(second?.name).toBe('Ana María')
    expect(second?.sessionId).not.toBe(first?.sessionId)
    expect(await personOf(firstCookies), 'the old cookie').toBeNull()
  })

  it('keeps two people apart who say the same e-mail address', async () => {
    await signIn()
    const first = await whoIsSignedIn()
    browser = new AuthBrowser(SITE)
    await signIn({ sub: 'mallory', name: 'Ana', email: 'ana@example.org', email_verified: true })
    expect((await whoIsSignedIn())?.id).not.toBe(first?.id)
  })

  it('does not link a second account to whoever is signed in', async () => {
    await signIn()
    const first = await whoIsSignedIn()
    await signIn({ sub: 'second-account' })
    const second = await whoIsSignedIn()
    expect(second?.id).not.toBe(first?.id)
    expect(await database().select().from(accounts).where(eq(accounts.userId, first?.id ?? ''))).toHaveLength(1)
  })

  it('keeps no token of the provider, and of its own session only the hash', async () => {
    await signIn()
    const kept = await database().select().from(accounts)
    for (const row of kept) expect([row.access_token, row.id_token, row.refresh_token, row.scope]).toEqual([null, null, null, null])
    const token = browser.cookies.get('__Host-chancery-session') ?? ''
    const tokens = (await database().select().from(sessions)).map(({ sessionToken }) => sessionToken)
    expect(tokens).not.toContain(token)
    expect(tokens).toContain(hashToken(token))
  })

  it('is asked for its new key when it has signed with one, but once a minute', async () => {
    await signIn()
    provider.rotateKey()
    provider.asked.length = 0
    expect(locationOf(await signIn())).not.toContain('error')
    expect(provider.asked.filter((line) => line === 'GET /keys')).toHaveLength(1)
    provider.rotateKey()
    expect(locationOf(await signIn())).toContain('error=refused')
    expect(provider.asked.filter((line) => line === 'GET /keys')).toHaveLength(1)
  })

  it.each<[string, Tricks]>([
    ['without a key id and with one key', { idToken: (claims, sign) => sign(claims, { kid: undefined }), keys: ({ keys }) => ({ keys: keys.map(({ kid: _, ...key }) => key) }) }],
    ['with at_hash', { claims: (claims) => claims }],
    ['with two audiences and our azp', { claims: (claims) => ({ ...claims, aud: ['site', 'other'], azp: 'site' }) }],
    ['issued 20 seconds in the future', { claims: (claims) => ({ ...claims, iat: Number(claims['iat']) + 20 }) }],
  ])('signs in %s', async (_, tricks) => {
    provider.tricks = tricks
    await signIn()
    expect(log).toEqual([])
    expect(await whoIsSignedIn()).not.toBeNull()
  })

  it('signs in without a key id when several keys are published', async () => {
    const other = await generateKeyPair('RS256', { extractable: true })
    const { exportJWK } = await import('jose')
    const more = { ...(await exportJWK(other.publicKey)) }
    provider.tricks = { idToken: (claims, sign) => sign(claims, { kid: undefined }), keys: ({ keys }) => ({ keys: [more, ...keys.map(({ kid: _, ...key }) => key)] }) }
    await signIn()
    expect(await whoIsSignedIn()).not.toBeNull()
  })
})

describe('an id token that is wrong', () => {
  const at = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
  const foreign = generateKeyPair('RS256')
  const cases: [string, Tricks, RegExp][] = [
    ['without signature', { idToken: async (claims) => new UnsecuredJWT(claims).encode(), metadata: (document) => ({ ...document, id_token_signing_alg_values_supported: ['none', 'RS256'] }) }, /refused\): id token: (alg|form)/],
    ['with a broken signature', { idToken: async (claims, sign) => `${(await sign(claims)).slice(0, -20)}${'A'.repeat(20)}` }, /id token: signature/],
    ['signed by another key under the right key id', { idToken: async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign((await foreign).privateKey) }, /id token: signature/],
    ['signed by a key that is not published', { idToken: async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'other' }).sign((await foreign).privateKey) }, /id token: key/],
    ['signed by a key that it brings along', { idToken: async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1', jku: 'https://evil.example/keys', x5u: 'https://evil.example/x5u' }).sign((await foreign).privateKey) }, /id token: signature/],
    ['signed with the client secret (HS256)', { idToken: async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(traits.secret.padEnd(32))) }, /id token: alg/],
    ['issued an hour ahead', { claims: (claims) => ({ ...claims, iat: at(3600), exp: at(7200) }) }, /id token: iat/],
    ['issued a year ago', { claims: (claims) => ({ ...claims, iat: at(-31_536_000) }) }, /id token: iat/],
    ['expired', { claims: (claims) => ({ ...claims, exp: at(-60) }) }, /id token: exp/],
    ['not valid yet', { claims: (claims) => ({ ...claims, nbf: at(3600) }) }, /id token: nbf/],
    ['of another issuer', { claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) }, /id token: iss/],
    ['for another client', { claims: (claims) => ({ ...claims, aud: 'other' }) }, /id token: aud/],
    ['for two clients without azp', { claims: (claims) => ({ ...claims, aud: ['site', 'other'] }) }, /id token: azp/],
    ['with the azp of another client', { claims: (claims) => ({ ...claims, azp: 'other' }) }, /id token: azp/],
    ['with a wrong at_hash', { claims: (claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) }, /id token: at_hash/],
    ['with a subject of 256 characters', { claims: (claims) => ({ ...claims, sub: 'a'.repeat(256) }) }, /id token: sub/],
    ['with a subject of 100,000 characters', { claims: (claims) => ({ ...claims, sub: 'a'.repeat(100_000) }) }, /id token: too long/],
    ['with a subject that is no text', { claims: (claims) => ({ ...claims, sub: 7 }) }, /id token: (sub|form)/],
    ['without subject', { claims: ({ sub: _, ...claims }) => claims }, /id token: sub/],
    ['without audience', { claims: ({ aud: _, ...claims }) => claims }, /id token: aud/],
    ['without time of issue', { claims: ({ iat: _, ...claims }) => claims }, /id token: iat/],
    ['with another nonce', { claims: (claims) => ({ ...claims, nonce: 'n'.repeat(43) }) }, /refused/],
    ['without nonce', { claims: ({ nonce: _, ...claims }) => claims }, /refused/],
    ['that is absent', { tokens: ({ id_token: _, ...answer }) => answer }, /id token: missing/],
    ['that is no JWT', { idToken: async () => 'not a token' }, /id token: form/],
  ]
  it.each(cases)('is refused: %s', async (_, tricks, reason) => {
    provider.tricks = tricks
    const answer = await signIn()
    expect(locationOf(answer)).toBe(`${SITE}/sign-in?error=refused&callbackUrl=%2Ffact-sheets%2Fperu%3Fx%3D1%23top`)
    expect(await whoIsSignedIn()).toBeNull()
    expect(log).toHaveLength(1)
    expect(log[0]).toMatch(reason)
    expect(log[0]).not.toMatch(/ana|example/)
  })

  it('is refused when the key set has 10,000 keys', async () => {
    provider.tricks = { keys: ({ keys }) => ({ keys: Array.from({ length: 10_000 }, () => keys[0]) }) }
    expect(locationOf(await signIn())).toContain('error=unreachable')
    expect(await whoIsSignedIn()).toBeNull()
  })
})

describe('a callback that is not the answer to this attempt', () => {
  it('is refused when it is replayed with all its cookies', async () => {
    const start = await browser.follow('/api/auth/start/openid')
    const before = new Map(browser.cookies)
    const back = provider.authorize(locationOf(start), ana)
    await browser.send(back)
    const replay = new AuthBrowser(SITE)
    for (const [name, value] of before) replay.cookies.set(name, value)
    expect(locationOf(await replay.send(back))).toContain('error=state')
    expect(await personOf(replay.cookieHeader)).toBeNull()
  })

  it('reaches the token endpoint once when it comes twice at the same moment', async () => {
    const start = await browser.follow('/api/auth/start/openid')
    const back = provider.authorize(locationOf(start), ana)
    const headers = { cookie: browser.cookieHeader }
    const answers = await Promise.all([browser.send(back, { headers }), browser.send(back, { headers })])
    expect(answers.map((answer) => locationOf(answer).includes('error=state')).toSorted()).toEqual([false, true])
    expect(provider.asked.filter((line) => line === 'POST /token')).toHaveLength(1)
  })

  it('is refused in another browser, and with the state of another', async () => {
    const mine = await browser.follow('/api/auth/start/openid')
    const other = new AuthBrowser(SITE)
    const theirs = await other.follow('/api/auth/start/openid')
    const back = provider.authorize(locationOf(mine), ana)
    expect(locationOf(await new AuthBrowser(SITE).send(back)), 'no cookies').toContain('error=state')
    const swapped = provider.authorize(locationOf(theirs), ana)
    expect(locationOf(await browser.send(swapped)), 'state of another browser').toContain('error=')
    expect(await whoIsSignedIn()).toBeNull()
  })

  it('is refused after 10 minutes', async () => {
    const start = await browser.follow('/api/auth/start/openid')
    await database().update(signInStates).set({ expiresAt: new Date(Date.now() - 1) })
    expect(locationOf(await browser.send(provider.authorize(locationOf(start), ana)))).toContain('error=state')
  })

  it.each<[string, Tricks, string]>([
    ['without state', { callback: (parameters) => parameters.delete('state') }, 'state'],
    ['with another state', { callback: (parameters) => parameters.set('state', 'x'.repeat(43)) }, 'state'],
    ['with a parameter twice', { callback: (parameters) => parameters.append('code', 'second') }, 'state'],
    ['with 10,000 characters', { callback: (parameters) => parameters.set('code', 'c'.repeat(10_000)) }, 'state'],
    ['from another issuer (RFC 9207)', { callback: (parameters) => parameters.set('iss', 'https://evil.example') }, 'refused'],
    ['without the issuer that was announced', { metadata: (document) => ({ ...document, authorization_response_iss_parameter_supported: true }) }, 'refused'],
    ['that says the person declined', { callback: (parameters) => parameters.set('error', 'access_denied') }, 'cancelled'],
    ['with an error that holds markup', { callback: (parameters) => (parameters.set('error', 'server_error'), parameters.set('error_description', '<script>alert(1)</script>')) }, 'answer'],
    ['whose code the provider refuses', { callback: (parameters) => parameters.set('code', 'unknown') }, 'refused'],
  ])('%s is refused', async (_, tricks, code) => {
    provider.tricks = tricks
    const answer = await signIn()
    expect(locationOf(answer)).toBe(`${SITE}/sign-in?error=${code}&callbackUrl=%2Ffact-sheets%2Fperu%3Fx%3D1%23top`)
    expect(locationOf(answer)).not.toContain('script')
    expect(log.join()).not.toContain('script')
    expect(await whoIsSignedIn()).toBeNull()
  })

  it('leaves whoever is signed in signed in', async () => {
    await signIn()
    const before = await whoIsSignedIn()
    expect(locationOf(await browser.send('/api/auth/callback/openid?code=x&state=y'))).toContain('error=state')
    expect((await whoIsSignedIn())?.sessionId).toBe(before?.sessionId)
  })
})

describe('a provider that is not what it should be', () => {
  it.each<[string, Tricks, string]>([
    ['that names another issuer', { metadata: (document) => ({ ...document, issuer: 'https://evil.example' }) }, 'refused'],
    ['whose document is none', { metadata: () => ({ hello: 'world' }) }, 'unreachable'],
  ])('is refused before any redirect: %s', async (_, tricks, code) => {
    provider.tricks = tricks
    const answer = await browser.follow('/api/auth/start/openid?callbackUrl=/es/my')
    expect(locationOf(answer)).toBe(`${SITE}/es/sign-in?error=${code}&callbackUrl=%2Fes%2Fmy`)
    expect(browser.cookies.size).toBe(0)
  })

  it('is refused when its userinfo is about somebody else', async () => {
    provider = new LocalProvider({ ...traits, hasUserInfo: true })
    log = installAuthSettings(variables, provider.outward)
    provider.tricks = { userInfo: (claims) => ({ ...claims, sub: 'eve' }) }
    expect(locationOf(await signIn())).toContain('error=refused')
    provider.tricks = {}
    await signIn()
    expect((await whoIsSignedIn())?.name).toBe('Ana')
  })

  it('cannot put control characters, a second line or a novel into the name', async () => {
    await signIn({ sub: 'zoe', name: `\u202EZ\r\no\u0000e${'!'.repeat(5000)}`, email: 'no address' })
    const person = await whoIsSignedIn()
    expect(person?.name).toMatch(/^Z o e!{95}$/)
    expect(person?.email).toBeNull()
  })
})

describe('the way in and the way back', () => {
  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'https://facts.example.org@evil.example/', 'https://user@facts.example.org/', 'javascript:alert(1)', 'data:text/html,x', 'http://facts.example.org/', 'https://facts.example.org:444/', '/.//evil.example', '', 'x'.repeat(3000)].map((address) => [address.slice(0, 60), address]))(
    'never leaves the site: %s',
    async (_, callbackUrl) => {
      const answer = await signIn(ana, callbackUrl)
      const target = new URL(locationOf(answer))
      expect(target.origin).toBe(SITE)
      expect(target.pathname).not.toMatch(/^\/\//)
      expect(await whoIsSignedIn()).not.toBeNull()
    },
  )

  it('never leaves the site by a callback cookie that was put there', async () => {
    const start = await browser.follow('/api/auth/start/openid')
    browser.cookies.set('__Host-chancery-callback', encodeURIComponent('https://evil.example/'))
    expect(locationOf(await browser.send(provider.authorize(locationOf(start), ana)))).toMatch(new RegExp(`^${SITE}/`))
  })

  it.each<Record<string, string>>([{}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' }, { referer: 'https://evil.example/' }])(
    'asks first when no page of the site sent the browser: %o',
    async (headers) => {
      const answer = await browser.send('/api/auth/start/openid?callbackUrl=/es/my', { headers })
      expect(locationOf(answer)).toBe(`${SITE}/es/sign-in/openid?callbackUrl=%2Fes%2Fmy`)
      expect(browser.cookies.size).toBe(0)
      expect(provider.asked).toEqual([])
    },
  )

  it('refuses providers that are not configured, and answers 404 to everything else', async () => {
    expect(locationOf(await browser.follow('/api/auth/start/google'))).toContain('error=provider')
    expect(locationOf(await browser.follow('/api/auth/callback/github?state=x'))).toContain('error=provider')
    for (const path of ['/api/auth/session', '/api/auth/csrf', '/api/auth/providers', '/api/auth/signin/openid', '/api/auth/start/openid/x', '/api/auth', '/api/auth/sign-out']) {
      expect((await browser.follow(path)).status, path).toBe(404)
    }
    expect((await browser.send('/api/auth/callback/openid', { method: 'POST' })).status).toBe(404)
  })

  it('signs nobody in with SIGN_IN=off', async () => {
    log = installAuthSettings({ ...variables, SIGN_IN: 'off' }, provider.outward)
    expect(locationOf(await browser.follow('/api/auth/start/openid'))).toContain('error=off')
    expect(provider.asked).toEqual([])
  })

  it('signs out only by a form of the site, and ends the session on the server', async () => {
    await signIn()
    const cookies = browser.cookieHeader
    for (const origin of ['https://evil.example', 'null', undefined]) {
      const answer = await browser.send('/api/auth/sign-out', { method: 'POST', headers: origin ? { origin } : {} })
      expect(answer.status).toBe(403)
    }
    expect(await personOf(cookies)).not.toBeNull()
    const answer = await browser.send('/api/auth/sign-out', { method: 'POST', headers: { origin: SITE } })
    expect(locationOf(answer)).toBe(`${SITE}/sign-in?signedOut=openid&callbackUrl=%2F`)
    expect(browser.cookies.size).toBe(0)
    expect(await personOf(cookies)).toBeNull()
  })

  it('leaves no user without an account behind when two tabs finish a first sign-in together', async () => {
    const person = { sub: 'two-tabs' }
    const tabs = [new AuthBrowser(SITE), new AuthBrowser(SITE)]
    const backs = await Promise.all(tabs.map(async (tab) => provider.authorize(locationOf(await tab.follow('/api/auth/start/openid')), person)))
    await Promise.all(tabs.map((tab, index) => tab.send(backs[index] ?? '')))
    const all = await database().select({ id: users.id, subject: accounts.subject }).from(users).leftJoin(accounts, eq(accounts.userId, users.id))
    expect(all.filter(({ subject }) => subject === null)).toEqual([])
    expect(all.filter(({ subject }) => subject === 'two-tabs')).toHaveLength(1)
  })
})
