import { describe, expect, it } from 'vitest'
import { receiveInitiation } from '#lib/auth/initiated-sign-in.ts'
import { signInStates } from '#lib/auth/schema.ts'
import { personOf } from '#lib/auth/session.ts'
import { database } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import type { Tricks } from '#tests/support/openid-provider.ts'
import { ana, stageSignIn, traits } from '#tests/support/sign-in-scene.ts'

// Titles are rows of docs/security/openid.md, as in relying-party-tokens.test.ts.

const scene = stageSignIn()

describe('Answers', () => {
  it('ours, code and state replayed with all cookies: refused', async () => {
    const start = await scene.browser.follow('/api/auth/start/openid')
    const before = new Map(scene.browser.cookies)
    const back = scene.provider.authorize(locationOf(start), ana)
    await scene.browser.send(back)
    const replay = new AuthBrowser(SITE)
    for (const [name, value] of before) replay.cookies.set(name, value)
    expect(locationOf(await replay.send(back))).toContain('error=state')
    expect(await personOf(replay.cookieHeader)).toBeNull()
  })

  it('ours, one answer twice at the same moment: one of them is refused before the token endpoint', async () => {
    const start = await scene.browser.follow('/api/auth/start/openid')
    const back = scene.provider.authorize(locationOf(start), ana)
    const headers = { cookie: scene.browser.cookieHeader }
    const answers = await Promise.all([scene.browser.send(back, { headers }), scene.browser.send(back, { headers })])
    expect(answers.filter((answer) => locationOf(answer).includes('error=state'))).toHaveLength(1)
    expect(scene.provider.asked.filter((line) => line === 'POST /token')).toHaveLength(1)
  })

  it('ours, state swapped between browsers: refused in both', async () => {
    const mine = await scene.browser.follow('/api/auth/start/openid')
    const other = new AuthBrowser(SITE)
    const theirs = await other.follow('/api/auth/start/openid')
    const back = scene.provider.authorize(locationOf(mine), ana)
    expect(locationOf(await new AuthBrowser(SITE).send(back)), 'no cookies').toContain('error=state')
    const swapped = scene.provider.authorize(locationOf(theirs), ana)
    expect(locationOf(await scene.browser.send(swapped)), 'state of another browser').toContain('error=')
    expect(await scene.person()).toBeNull()
  })

  it('ours, an answer after 10 minutes: refused', async () => {
    const start = await scene.browser.follow('/api/auth/start/openid')
    await database()
      .update(signInStates)
      .set({ expiresAt: new Date(Date.now() - 1) })
    expect(locationOf(await scene.browser.send(scene.provider.authorize(locationOf(start), ana)))).toContain('error=state')
  })

  it.each<[string, Tricks, string]>([
    ['ours, no state', { callback: (parameters) => parameters.delete('state') }, 'state'],
    ['ours, another state', { callback: (parameters) => parameters.set('state', 'x'.repeat(43)) }, 'state'],
    ['ours, a parameter twice', { callback: (parameters) => parameters.append('code', 'second') }, 'state'],
    ['ours, a code of 10,000 characters', { callback: (parameters) => parameters.set('code', 'c'.repeat(10_000)) }, 'state'],
    [
      'ours, an answer of another issuer (RFC 9207)',
      { callback: (parameters) => parameters.set('iss', 'https://evil.example') },
      'refused',
    ],
    [
      'ours, no issuer where it was announced',
      { metadata: (document) => ({ ...document, authorization_response_iss_parameter_supported: true }) },
      'refused',
    ],
    ['ours, the person declined', { callback: (parameters) => parameters.set('error', 'access_denied') }, 'cancelled'],
    [
      'ours, an error with markup in its description',
      {
        callback: (parameters) => (
          parameters.set('error', 'server_error'),
          parameters.set('error_description', '<script>alert(1)</script>')
        ),
      },
      'answer',
    ],
    ['ours, a code that the provider refuses', { callback: (parameters) => parameters.set('code', 'unknown') }, 'refused'],
  ])('%s: refused, told plainly, repeated nowhere', async (_, tricks, code) => {
    scene.provider.tricks = tricks
    const answer = await scene.signIn()
    expect(locationOf(answer)).toBe(`${SITE}/sign-in?error=${code}&callbackUrl=%2Ffact-sheets%2Fperu%3Fx%3D1%23top`)
    expect(locationOf(answer)).not.toContain('script')
    expect(scene.log.join()).not.toContain('script')
    expect(await scene.person()).toBeNull()
  })

  it('ours, a made-up answer while somebody is signed in: refused, and they stay signed in', async () => {
    await scene.signIn()
    const before = await scene.person()
    expect(locationOf(await scene.browser.send('/api/auth/callback/openid?code=x&state=y'))).toContain('error=state')
    expect((await scene.person())?.sessionId).toBe(before?.sessionId)
  })
})

describe('Sign-in that another site begins', () => {
  const initiate = (query: Record<string, string>) =>
    scene.browser.send(`/api/auth/initiate?${new URLSearchParams(query).toString()}`, {}, receiveInitiation)

  it('oidcc-client-test-3rd-party-init-login: shows the page that names the host, and from there signs in', async () => {
    const wish = { iss: traits.issuer, login_hint: 'ana@example.org', target_link_uri: `${SITE}/es/faq?a=b` }
    for (const answer of [await initiate(wish), await scene.browser.post('/api/auth/initiate', wish, traits.issuer, receiveInitiation)]) {
      expect(locationOf(answer)).toBe(
        `${SITE}/es/sign-in/openid?login_hint=ana%40example.org&callbackUrl=${encodeURIComponent('/es/faq?a=b')}`,
      )
      expect(answer.status).toBe(303)
    }
    expect(scene.browser.cookies.size).toBe(0)
    expect(scene.provider.asked).toEqual([])
    const start = locationOf(await scene.browser.follow('/api/auth/start/openid?login_hint=ana%40example.org&callbackUrl=/es/faq'))
    expect(new URL(start).searchParams.get('login_hint')).toBe('ana@example.org')
    expect(locationOf(await scene.browser.send(scene.provider.authorize(start, ana)))).toBe(`${SITE}/es/faq`)
  })

  it.each<[string, Record<string, string>]>([
    ['no issuer', {}],
    ['an issuer that is not allowed', { iss: 'https://evil.example' }],
    ['an issuer spelt otherwise', { iss: `${traits.issuer}/` }],
    ['an issuer of 10,000 characters', { iss: `${traits.issuer}/${'x'.repeat(10_000)}` }],
  ])('ours, %s: refused', async (_, wish) => {
    expect(locationOf(await initiate(wish))).toBe(`${SITE}/sign-in?error=provider&callbackUrl=%2Fmy`)
    expect(scene.provider.asked).toEqual([])
  })

  it('ours, the issuer twice: refused', async () => {
    const query = `iss=${encodeURIComponent(traits.issuer)}&iss=${encodeURIComponent('https://evil.example')}`
    expect(locationOf(await scene.browser.send(`/api/auth/initiate?${query}`, {}, receiveInitiation))).toContain('error=provider')
  })

  it('ours, a target outside the site: forgotten', async () => {
    for (const target of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      'https://facts.example.org@evil.example/',
    ])
      expect(locationOf(await initiate({ iss: traits.issuer, target_link_uri: target }))).toBe(`${SITE}/sign-in/openid?callbackUrl=%2Fmy`)
  })

  it('ours, a hint of control characters or a novel: made readable before it is shown or passed on', async () => {
    const query = new URLSearchParams({ login_hint: `a\u202Eb\r\nc${'d'.repeat(5000)}` }).toString()
    const start = locationOf(await scene.browser.follow(`/api/auth/start/openid?${query}`))
    expect(new URL(start).searchParams.get('login_hint')).toMatch(/^a b cd{95}$/)
  })

  it('ours, a body that is no form, or too large: refused', async () => {
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
    expect((await scene.browser.send('/api/auth/initiate', json, receiveInitiation)).status).toBe(415)
    expect((await scene.browser.post('/api/auth/initiate', { iss: 'x'.repeat(20_000) }, undefined, receiveInitiation)).status).toBe(413)
  })
})
