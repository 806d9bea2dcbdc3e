import { randomUUID } from 'node:crypto'
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { SignedOut } from '#app/(site)/[lang]/(account)/sign-in/signed-out.tsx'
import { receiveLogoutToken } from '#lib/auth/backchannel-logout.ts'
import { logoutTokens } from '#lib/auth/schema.ts'
import { personOf } from '#lib/auth/session.ts'
import { database } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import type { Claims, Person } from '#tests/support/openid-provider.ts'
import { stageSignIn, traits, variables, without } from '#tests/support/sign-in-scene.ts'

// Titles are rows of docs/security/openid.md, as in relying-party-tokens.test.ts.

const scene = stageSignIn()
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const now = () => Math.floor(Date.now() / 1000)

/** Signs in, in a browser of its own, somebody whose provider calls its session `sid`. */
async function signIn(person: Person): Promise<AuthBrowser> {
  scene.browser = new AuthBrowser(SITE)
  expect(locationOf(await scene.signIn(person))).not.toContain('error')
  return scene.browser
}

const isSignedIn = async (browser: AuthBrowser | string) =>
  (await personOf(typeof browser === 'string' ? browser : browser.cookieHeader)) !== null

describe('Sign-out at the provider', () => {
  /** What the sign-in page says of a sign-out, as text with addresses. */
  const page = async (browser: AuthBrowser, at: { provider?: string; state?: string }) =>
    renderToStaticMarkup(
      await SignedOut({ language: 'en', cookies: browser.cookieHeader, provider: at.provider ?? null, state: at.state ?? null }),
    )

  /** Signs in, signs out here, and goes to the provider by the link of the page; where that sends back to, with the state it got. */
  async function signOutThere() {
    scene.begin()
    scene.provider.tricks = { metadata: (document) => ({ ...document, end_session_endpoint: `${traits.issuer}/end` }) }
    const browser = await signIn({ sub: randomUUID() })
    const before = browser.cookieHeader
    const left = new URL(locationOf(await browser.post('/api/auth/sign-out', {}, SITE)))
    expect(left.searchParams.get('signedOut')).toBe('openid')
    const [, link = ''] = /href="([^"]*)"/.exec(await page(browser, { provider: 'openid' })) ?? []
    const address = new URL(link.replaceAll('&amp;', '&'))
    expect(address.origin + address.pathname).toBe(`${traits.issuer}/end`)
    expect(address.searchParams.get('client_id')).toBe(traits.clientId)
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${SITE}/sign-in`)
    return { browser, before, state: address.searchParams.get('state') ?? '' }
  }

  it('oidcc-client-test-rp-init-logout: our session ends, and the page says that both did', async () => {
    const { browser, before, state } = await signOutThere()
    expect(state).toMatch(/^openid\.[\w-]{22}$/)
    expect(await isSignedIn(before)).toBe(false)
    const html = await page(browser, { state })
    expect(html).toContain('You are signed out, here and at')
    expect(html).toContain('id.example.org')
    expect(html).not.toContain('role="alert"')
  })

  it('oidcc-client-test-rp-init-logout-no-state: our session ends; of the provider nothing is claimed', async () => {
    const { browser, before } = await signOutThere()
    expect(await isSignedIn(before)).toBe(false)
    expect(await page(browser, {})).toContain('You are signed out.')
    expect(await page(browser, {})).not.toContain('here and at')
  })

  it('oidcc-client-test-rp-init-logout-other-state: our session ends, and the page warns', async () => {
    const { browser, before, state } = await signOutThere()
    expect(await isSignedIn(before)).toBe(false)
    for (const wrong of [`openid.${'x'.repeat(22)}`, `${state}x`, 'github', '<b>markup</b>', '']) {
      const html = await page(browser, { state: wrong })
      expect(html).toContain('role="alert"')
      expect(html).not.toMatch(/markup|here and at/)
    }
    expect(await page(new AuthBrowser(SITE), { state }), 'in another browser').toContain('role="alert"')
  })
})

describe('Sign-out by the provider', () => {
  const send = (body: Record<string, string> | string, headers: Record<string, string> = {}, provider = 'openid') =>
    receiveLogoutToken(
      new Request(`${SITE}/api/auth/backchannel/${provider}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
      }),
      provider,
    )
  const honest = (more: Claims = {}): Claims => ({
    iss: traits.issuer,
    aud: traits.clientId,
    iat: now(),
    exp: now() + 120,
    jti: randomUUID(),
    events: { [EVENT]: {} },
    ...more,
  })
  const sign = (claims: Claims, header: Claims = {}) => scene.provider.sign(claims, { typ: 'logout+jwt', ...header })

  it('oidcc-client-test-rp-backchannel-rpinitlogout: ends the session that it names, and no other', async () => {
    const there = await signIn({ sub: 'bea', sid: 'session-1' })
    const elsewhere = await signIn({ sub: 'bea', sid: 'session-2' })
    const answer = await send({ logout_token: await sign(honest({ sub: 'bea', sid: 'session-1' })) })
    expect(answer.status, scene.log.join()).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect([await isSignedIn(there), await isSignedIn(elsewhere)]).toEqual([false, true])
    expect(scene.log).toEqual([])
  })

  it('ours, a subject without a session: ends all their sessions with this issuer, and nobody else’s', async () => {
    const one = await signIn({ sub: 'cleo', sid: 'a' })
    const two = await signIn({ sub: 'cleo' })
    const other = await signIn({ sub: 'dora', sid: 'a' })
    expect((await send({ logout_token: await sign(honest({ sub: 'cleo' })) })).status).toBe(200)
    expect([await isSignedIn(one), await isSignedIn(two), await isSignedIn(other)]).toEqual([false, false, true])
  })

  it('ours, a session without a subject: ends it', async () => {
    const browser = await signIn({ sub: 'eve', sid: 'session-eve' })
    expect((await send({ logout_token: await sign(honest({ sid: 'session-eve' }), { typ: undefined }) })).status).toBe(200)
    expect(await isSignedIn(browser)).toBe(false)
  })

  it('ours, a session of one and the subject of another: ends neither', async () => {
    const browser = await signIn({ sub: 'finn', sid: 'session-finn' })
    expect((await send({ logout_token: await sign(honest({ sid: 'session-finn', sub: 'gus' })) })).status).toBe(200)
    expect(await isSignedIn(browser)).toBe(true)
  })

  it('ours, the same jti again: refused, and a session begun since stays', async () => {
    const token = await sign(honest({ sub: 'hal' }))
    expect((await send({ logout_token: token })).status).toBe(200)
    const browser = await signIn({ sub: 'hal' })
    expect((await send({ logout_token: token })).status).toBe(400)
    expect(await isSignedIn(browser)).toBe(true)
    expect(scene.log).toEqual(['Sign-out by openid refused: logout token: used before.'])
  })

  it('ours, one token twice at the same moment: taken once', async () => {
    const token = await sign(honest({ sub: 'ida' }))
    const statuses = await Promise.all([send({ logout_token: token }), send({ logout_token: token })])
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([200, 400]))
  })

  it('ours, marks of used tokens: go when no clock would let the token pass', async () => {
    await send({ logout_token: await sign(honest({ sub: 'jo' })) })
    await database()
      .update(logoutTokens)
      .set({ expiresAt: new Date(Date.now() - 1) })
    await send({ logout_token: await sign(honest({ sub: 'jo' })) })
    expect(await database().$count(logoutTokens)).toBe(1)
  })

  const suite = 'oidcc-client-test-rp-backchannel-rpinitlogout'
  const subject = { sub: 'kim' }
  it.each<[string, () => Promise<string>, string]>([
    [`${suite}-alg-none`, async () => new UnsecuredJWT(honest(subject)).encode(), 'alg'],
    [
      `${suite}-wrong-alg`,
      () => new SignJWT(honest(subject)).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(traits.secret.padEnd(32))),
      'alg',
    ],
    [`${suite}-wrong-aud`, () => sign(honest({ ...subject, aud: 'other' })), 'aud'],
    [`${suite}-wrong-iss`, () => sign(honest({ ...subject, iss: 'https://evil.example' })), 'iss'],
    [`${suite}-no-event`, () => sign(without(honest(subject), 'events')), 'events'],
    [`${suite}-wrong-event`, () => sign(honest({ ...subject, events: { 'http://schemas.openid.net/event/other': {} } })), 'events'],
    ['ours, an event that is no object', () => sign(honest({ ...subject, events: { [EVENT]: 'yes' } })), 'events'],
    [`${suite}-with-nonce`, () => sign(honest({ ...subject, nonce: 'n' })), 'nonce'],
    ['ours, neither sub nor sid', () => sign(honest()), 'sub and sid'],
    ['ours, a sub that is no text', () => sign(honest({ sub: 7 })), 'sub'],
    ['ours, a sid that is no text', () => sign(honest({ ...subject, sid: ['a'] })), 'sid'],
    ['ours, no jti', () => sign(without(honest(subject), 'jti')), 'jti'],
    ['ours, no exp', () => sign(without(honest(subject), 'exp')), 'exp'],
    ['ours, expired', () => sign(honest({ ...subject, exp: now() - 60 })), 'exp'],
    ['ours, issued an hour ago', () => sign(honest({ ...subject, iat: now() - 3600 })), 'iat'],
    ['ours, issued an hour ahead', () => sign(honest({ ...subject, iat: now() + 3600, exp: now() + 7200 })), 'iat'],
    ['ours, two aud without azp', () => sign(honest({ ...subject, aud: [traits.clientId, 'other'] })), 'azp'],
    ['ours, the type of an access token', () => sign(honest(subject), { typ: 'at+jwt' }), 'typ'],
    [
      'ours, signed by another key',
      async () =>
        new SignJWT(honest(subject)).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign((await generateKeyPair('RS256')).privateKey),
      'signature',
    ],
    ['ours, an id token in its place', () => sign(scene.provider.claimsOf(subject, null), { typ: 'JWT' }), 'events'],
    ['ours, no token', async () => '', 'form'],
  ])('%s: refused', async (_, token, code) => {
    const browser = await signIn({ sub: 'kim', sid: 'session-kim' })
    const answer = await send({ logout_token: await token() })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ error: 'invalid_request', error_description: `The logout token was refused: ${code}.` })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await isSignedIn(browser)).toBe(true)
    expect(scene.log).toEqual([`Sign-out by openid refused: logout token: ${code}.`])
  })

  it('ours, no parameter, the parameter twice, or another kind of body: refused', async () => {
    const token = await sign(honest(subject))
    expect((await send({})).status).toBe(400)
    expect((await send(`logout_token=${token}&logout_token=${token}`)).status).toBe(400)
    expect((await send('{}', { 'content-type': 'application/json' })).status).toBe(415)
    expect((await send({ logout_token: 'x'.repeat(20_000) })).status).toBe(413)
  })

  it('ours, a provider that is not configured or speaks no OpenID: nothing is there', async () => {
    const token = await sign(honest(subject))
    expect((await send({ logout_token: token }, {}, 'google')).status).toBe(404)
    expect((await send({ logout_token: token }, {}, '../openid')).status).toBe(404)
    scene.begin({ ...variables, GITHUB_CLIENT_ID: 'x', GITHUB_CLIENT_SECRET: 'y' })
    expect((await send({ logout_token: token }, {}, 'github')).status).toBe(404)
    scene.begin({ ...variables, SIGN_IN: 'off' })
    expect((await send({ logout_token: token })).status).toBe(404)
  })

  it('ours, a provider whose keys cannot be had: put off, and taken when it is sent again', async () => {
    const browser = await signIn({ sub: 'lou' })
    const token = await sign(honest({ sub: 'lou' }))
    const provider = scene.provider
    scene.begin()
    scene.provider.tricks = { keys: () => ({ nothing: 'here' }) }
    expect((await send({ logout_token: token })).status).toBe(503)
    expect(await isSignedIn(browser)).toBe(true)
    scene.beginWith(variables, provider)
    expect((await send({ logout_token: token })).status).toBe(200)
    expect(await isSignedIn(browser)).toBe(false)
  })
})
