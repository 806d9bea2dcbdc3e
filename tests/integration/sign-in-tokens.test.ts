import { eq } from 'drizzle-orm'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { accounts, sessions } from '#lib/auth/schema.ts'
import { hashToken } from '#lib/auth/session-cookie.ts'
import { personOf } from '#lib/auth/session.ts'
import { database } from '#lib/db/connection.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import type { Tricks } from '#tests/support/openid-provider.ts'
import { ana, traits, stageSignIn, without } from '#tests/support/sign-in-scene.ts'

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
    expect([...scene.browser.cookies.keys()]).toEqual(['__Host-chancery-session'])
    expect(scene.log).toEqual([])
  })

  it('sets every cookie for this host alone, out of reach of scripts, and those of the attempt for 10 minutes', async () => {
    const start = await scene.browser.follow('/api/auth/start/openid')
    const end = await scene.browser.send(scene.provider.authorize(locationOf(start), ana))
    for (const line of [...start.headers.getSetCookie(), ...end.headers.getSetCookie()]) {
      expect(line).toMatch(/^__Host-chancery-(state|pkce|nonce|callback|session)=/)
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

  it('is asked for its new key when it has signed with one, but once a minute', async () => {
    await scene.signIn()
    scene.provider.rotateKey()
    scene.provider.asked.length = 0
    expect(locationOf(await scene.signIn())).not.toContain('error')
    expect(scene.provider.asked.filter((line) => line === 'GET /keys')).toHaveLength(1)
    scene.provider.rotateKey()
    expect(locationOf(await scene.signIn())).toContain('error=refused')
    expect(scene.provider.asked.filter((line) => line === 'GET /keys')).toHaveLength(1)
  })

  it.each<[string, Tricks]>([
    [
      'without a key id and with one key',
      {
        idToken: (claims, sign) => sign(claims, { kid: undefined }),
        keys: ({ keys }) => ({ keys: keys.map((key) => without(key, 'kid')) }),
      },
    ],
    ['with at_hash', { claims: (claims) => claims }],
    ['with two audiences and our azp', { claims: (claims) => ({ ...claims, aud: ['site', 'other'], azp: 'site' }) }],
    ['issued 20 seconds in the future', { claims: (claims) => ({ ...claims, iat: Number(claims['iat']) + 20 }) }],
  ])('signs in %s', async (_, tricks) => {
    scene.provider.tricks = tricks
    await scene.signIn()
    expect(scene.log).toEqual([])
    expect(await scene.person()).not.toBeNull()
  })

  it('signs in without a key id when several keys are published', async () => {
    const other = await generateKeyPair('RS256', { extractable: true })
    const more = { ...(await exportJWK(other.publicKey)) }
    scene.provider.tricks = {
      idToken: (claims, sign) => sign(claims, { kid: undefined }),
      keys: ({ keys }) => ({ keys: [more, ...keys.map((key) => without(key, 'kid'))] }),
    }
    await scene.signIn()
    expect(await scene.person()).not.toBeNull()
  })
})

const at = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
const foreign = generateKeyPair('RS256')

describe('an id token that is wrong', () => {
  const cases: [string, Tricks, RegExp][] = [
    [
      'without signature',
      {
        idToken: async (claims) => new UnsecuredJWT(claims).encode(),
        metadata: (document) => ({ ...document, id_token_signing_alg_values_supported: ['none', 'RS256'] }),
      },
      /refused\): id token: (alg|form)/,
    ],
    [
      'with a broken signature',
      { idToken: async (claims, sign) => `${(await sign(claims)).slice(0, -20)}${'A'.repeat(20)}` },
      /id token: signature/,
    ],
    [
      'signed by another key under the right key id',
      {
        idToken: async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign((await foreign).privateKey),
      },
      /id token: signature/,
    ],
    [
      'signed by a key that is not published',
      {
        idToken: async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'other' }).sign((await foreign).privateKey),
      },
      /id token: key/,
    ],
    [
      'signed by a key that it brings along',
      {
        idToken: async (claims) =>
          new SignJWT(claims)
            .setProtectedHeader({ alg: 'RS256', kid: 'key-1', jku: 'https://evil.example/keys', x5u: 'https://evil.example/x5u' })
            .sign((await foreign).privateKey),
      },
      /id token: signature/,
    ],
    [
      'signed with the client secret (HS256)',
      {
        idToken: async (claims) =>
          new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(traits.secret.padEnd(32))),
      },
      /id token: alg/,
    ],
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
    ['without subject', { claims: (claims) => without(claims, 'sub') }, /id token: sub/],
    ['without audience', { claims: (claims) => without(claims, 'aud') }, /id token: aud/],
    ['without time of issue', { claims: (claims) => without(claims, 'iat') }, /id token: iat/],
    ['with another nonce', { claims: (claims) => ({ ...claims, nonce: 'n'.repeat(43) }) }, /refused/],
    ['without nonce', { claims: (claims) => without(claims, 'nonce') }, /refused/],
    ['that is absent', { tokens: (answer) => without(answer, 'id_token') }, /id token: missing/],
    ['that is no JWT', { idToken: async () => 'not a token' }, /id token: form/],
  ]
  it.each(cases)('is refused: %s', async (_, tricks, reason) => {
    scene.provider.tricks = tricks
    const answer = await scene.signIn()
    expect(locationOf(answer)).toBe(`${SITE}/sign-in?error=refused&callbackUrl=%2Ffact-sheets%2Fperu%3Fx%3D1%23top`)
    expect(await scene.person()).toBeNull()
    expect(scene.log).toHaveLength(1)
    expect(scene.log[0]).toMatch(reason)
    expect(scene.log[0]).not.toMatch(/ana|example/)
  })

  it('is refused when the key set has 10,000 keys', async () => {
    scene.provider.tricks = { keys: ({ keys }) => ({ keys: Array.from({ length: 10_000 }, () => keys[0]) }) }
    expect(locationOf(await scene.signIn())).toContain('error=unreachable')
    expect(await scene.person()).toBeNull()
  })
})
