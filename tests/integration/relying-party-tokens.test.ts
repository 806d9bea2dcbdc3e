import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import type { Claims, ProviderTraits, Tricks } from '#tests/support/openid-provider.ts'
import { ana, stageSignIn, traits, variables, without } from '#tests/support/sign-in-scene.ts'

// Each test is named as in the OpenID Foundation's suite, and says what the site does: docs/security/openid.md is made of these titles.

const scene = stageSignIn()
const foreign = generateKeyPair('RS256')
const elliptic = generateKeyPair('ES256', { extractable: true })
const at = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
const ellipticKey: Claims = { ...(await exportJWK((await elliptic).publicKey)), kid: 'ec', use: 'sig', alg: 'ES256' }
const damaged = (token: string) => `${token.slice(0, -20)}${'A'.repeat(20)}`

/** Signs in with a provider that plays `tricks`; how the site ends it, or the error that it shows. */
async function signInWith(tricks: Tricks, of: ProviderTraits = traits): Promise<string> {
  scene.begin(variables, of)
  scene.provider.tricks = tricks
  const end = new URL(locationOf(await scene.signIn()))
  expect(end.origin).toBe(SITE)
  return end.searchParams.get('error') ?? 'signed in'
}

type Case = readonly [title: string, tricks: Tricks, reason: RegExp]

/** Nobody is signed in, and the log says why in one line without a claim. */
async function expectNobody(reason: RegExp): Promise<void> {
  expect(await scene.person()).toBeNull()
  expect(scene.log).toHaveLength(1)
  expect(scene.log[0]).toMatch(reason)
  expect(scene.log[0]).not.toMatch(/ana|example/)
}

describe('Sign-in', () => {
  it('oidcc-client-test: signs in', async () => {
    expect(await signInWith({})).toBe('signed in')
    expect(await scene.person()).toMatchObject({ name: 'Ana', issuer: traits.issuer, subject: 'ana' })
  })

  it('oidcc-client-test-client-secret-basic: signs in, with any characters in the secret', async () => {
    expect(traits.secret).toMatch(/[ :]/)
    expect(await signInWith({})).toBe('signed in')
    expect(await signInWith({}, { ...traits, secret: 'another' }), 'a secret that the provider does not know').toBe('refused')
  })

  it('oidcc-client-test-idtoken-sig-rs256: signs in', async () => {
    expect(await signInWith({ idToken: (claims, sign) => sign(claims, { alg: 'RS256' }) })).toBe('signed in')
  })

  it('oidcc-client-test-scope-userinfo-claims: signs in, with name and address from userinfo', async () => {
    expect(await signInWith({}, { ...traits, hasUserInfo: true })).toBe('signed in')
    expect(await scene.person()).toMatchObject({ name: 'Ana', email: 'ana@example.org' })
    expect(scene.provider.asked).toContain('GET /userinfo')
  })

  it('oidcc-client-test-userinfo-invalid-sub: refused', async () => {
    expect(await signInWith({ userInfo: (claims) => ({ ...claims, sub: 'eve' }) }, { ...traits, hasUserInfo: true })).toBe('refused')
    expect(await scene.person()).toBeNull()
  })

  it('oidcc-client-test-userinfo-signed: signs in if the issuer signed it for this client, else refused', async () => {
    const of = { ...traits, hasUserInfo: true }
    const jwt = (token: string) => new Response(token, { headers: { 'content-type': 'application/jwt; charset=utf-8' } })
    const answered = (change: (claims: Claims) => Claims, spoil = (token: string) => token): Tricks => ({
      userInfoAnswer: async (claims, sign) => jwt(spoil(await sign(change({ ...claims, iss: traits.issuer, aud: traits.clientId })))),
    })
    expect(
      await signInWith(
        answered((claims) => claims),
        of,
      ),
      scene.log.join(),
    ).toBe('signed in')
    expect((await scene.person())?.name).toBe('Ana')
    const wrong: readonly Tricks[] = [
      answered((claims) => claims, damaged),
      answered((claims) => ({ ...claims, iss: 'https://evil.example' })),
      answered((claims) => ({ ...claims, aud: 'other' })),
      answered((claims) => ({ ...claims, sub: 'eve' })),
      { userInfoAnswer: async (claims) => jwt(new UnsecuredJWT(claims).encode()) },
      {
        userInfoAnswer: async (claims) =>
          jwt(await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign((await foreign).privateKey)),
      },
    ]
    for (const tricks of wrong) {
      expect(await signInWith(tricks, of)).toBe('refused')
      expect(await scene.person()).toBeNull()
    }
  })
})

describe('Id tokens', () => {
  const refused: readonly Case[] = [
    ['oidcc-client-test-invalid-iss', { claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) }, /id token: iss/],
    ['oidcc-client-test-missing-sub', { claims: (claims) => without(claims, 'sub') }, /id token: sub/],
    ['oidcc-client-test-invalid-aud', { claims: (claims) => ({ ...claims, aud: 'other' }) }, /id token: aud/],
    ['oidcc-client-test-missing-aud', { claims: (claims) => without(claims, 'aud') }, /id token: aud/],
    ['oidcc-client-test-missing-iat', { claims: (claims) => without(claims, 'iat') }, /id token: iat/],
    ['oidcc-client-test-nonce-invalid', { claims: (claims) => ({ ...claims, nonce: 'n'.repeat(43) }) }, /refused/],
    ['ours, no nonce', { claims: (claims) => without(claims, 'nonce') }, /refused/],
    ['oidcc-client-test-invalid-sig-rs256', { idToken: async (claims, sign) => damaged(await sign(claims)) }, /id token: signature/],
    [
      'oidcc-client-test-invalid-sig-es256',
      {
        metadata: (document) => ({ ...document, id_token_signing_alg_values_supported: ['ES256', 'RS256'] }),
        keys: ({ keys }) => ({ keys: [...keys, ellipticKey] }),
        idToken: async (claims) =>
          new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'ec' }).sign((await generateKeyPair('ES256')).privateKey),
      },
      /id token: signature/,
    ],
    [
      'oidcc-client-test-invalid-sig-hs256',
      {
        metadata: (document) => ({ ...document, id_token_signing_alg_values_supported: ['HS256', 'RS256'] }),
        idToken: async (claims) =>
          new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(traits.secret.padEnd(32))),
      },
      /id token: alg/,
    ],
    [
      'oidcc-client-test-idtoken-sig-none',
      {
        idToken: async (claims) => new UnsecuredJWT(claims).encode(),
        metadata: (document) => ({ ...document, id_token_signing_alg_values_supported: ['none', 'RS256'] }),
      },
      /id token: (alg|form)/,
    ],
    [
      "ours, signed by another key under the issuer's key id",
      {
        idToken: async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign((await foreign).privateKey),
      },
      /id token: signature/,
    ],
    [
      'ours, signed by a key that is not published',
      {
        idToken: async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'other' }).sign((await foreign).privateKey),
      },
      /id token: key/,
    ],
    [
      'ours, jku, x5u and jwk headers that name another key',
      {
        idToken: async (claims) =>
          new SignJWT(claims)
            .setProtectedHeader({
              alg: 'RS256',
              kid: 'key-1',
              jku: 'https://evil.example/keys',
              x5u: 'https://evil.example/x5u',
              jwk: await exportJWK((await foreign).publicKey),
            })
            .sign((await foreign).privateKey),
      },
      /id token: signature/,
    ],
    ['ours, two aud without azp', { claims: (claims) => ({ ...claims, aud: ['site', 'other'] }) }, /id token: azp/],
    ['ours, wrong azp', { claims: (claims) => ({ ...claims, azp: 'other' }) }, /id token: azp/],
    ['ours, wrong at_hash', { claims: (claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) }, /id token: at_hash/],
    ['ours, a subject of 256 characters', { claims: (claims) => ({ ...claims, sub: 'a'.repeat(256) }) }, /id token: sub/],
    ['ours, a subject that is no text', { claims: (claims) => ({ ...claims, sub: 7 }) }, /id token: (sub|form)/],
    ['ours, a huge token', { claims: (claims) => ({ ...claims, more: 'a'.repeat(100_000) }) }, /id token: too long/],
    ['ours, no id token', { tokens: (answer) => without(answer, 'id_token') }, /id token: missing/],
    ['ours, an id token that is no JWT', { idToken: async () => 'not a token' }, /id token: form/],
  ]
  it.each(refused)('%s: refused', async (_, tricks, reason) => {
    expect(await signInWith(tricks)).toBe('refused')
    await expectNobody(reason)
  })

  const untimely: readonly Case[] = [
    ['ours, iat an hour ahead', { claims: (claims) => ({ ...claims, iat: at(3600), exp: at(7200) }) }, /id token: iat/],
    ['ours, iat a year ago', { claims: (claims) => ({ ...claims, iat: at(-31_536_000) }) }, /id token: iat/],
    ['ours, exp past', { claims: (claims) => ({ ...claims, exp: at(-60) }) }, /id token: exp/],
    ['ours, nbf ahead', { claims: (claims) => ({ ...claims, nbf: at(3600) }) }, /id token: nbf/],
    ["ours, this server's clock 5 minutes slow", { claims: (claims) => ({ ...claims, iat: at(300), exp: at(600) }) }, /id token: iat/],
    ["ours, this server's clock 5 minutes fast", { claims: (claims) => ({ ...claims, iat: at(-360), exp: at(-60) }) }, /id token: exp/],
  ]
  it.each(untimely)('%s: refused, with words about the clock', async (_, tricks, reason) => {
    expect(await signInWith(tricks)).toBe('clock')
    await expectNobody(reason)
  })
})

describe('Keys', () => {
  it('oidcc-client-test-kid-absent-single-jwks: signs in', async () => {
    const tricks: Tricks = {
      idToken: (claims, sign) => sign(claims, { kid: undefined }),
      keys: ({ keys }) => ({ keys: keys.map((key) => without(key, 'kid')) }),
    }
    expect(await signInWith(tricks)).toBe('signed in')
  })

  it('oidcc-client-test-kid-absent-multiple-jwks: finds the key among several, and takes no wrong one', async () => {
    const other = await exportJWK((await generateKeyPair('RS256', { extractable: true })).publicKey)
    const keys: Tricks['keys'] = ({ keys: own }) => ({ keys: [{ ...other }, ...own.map((key) => without(key, 'kid'))] })
    expect(await signInWith({ keys, idToken: (claims, sign) => sign(claims, { kid: undefined }) })).toBe('signed in')
    const forged = async (claims: Claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign((await foreign).privateKey)
    expect(await signInWith({ keys, idToken: forged })).toBe('refused')
  })

  it('oidcc-client-test-discovery-jwks-uri-keys: reads the keys at the address that the document names', async () => {
    expect(await signInWith({}, { ...traits, endpoints: { keys: 'https://keys.example.net/set?v=2' } })).toBe('signed in')
    expect(scene.provider.asked).toContain('GET /set')
  })

  it('oidcc-client-test-signing-key-rotation: fetches the new key once, and signs in', async () => {
    expect(await signInWith({})).toBe('signed in')
    scene.provider.rotateKey()
    scene.provider.asked.length = 0
    expect(locationOf(await scene.signIn())).not.toContain('error')
    expect(scene.provider.asked.filter((line) => line === 'GET /keys')).toHaveLength(1)
  })

  it('oidcc-client-test-signing-key-rotation-just-before-signing: fetches the new key once, and signs in', async () => {
    expect(await signInWith({})).toBe('signed in')
    scene.provider.tricks = {
      idToken: (claims, sign) => {
        scene.provider.rotateKey()
        return sign(claims)
      },
    }
    scene.provider.asked.length = 0
    expect(locationOf(await scene.signIn())).not.toContain('error')
    expect(scene.provider.asked.filter((line) => line === 'GET /keys')).toHaveLength(1)
  })

  it('ours, rotation without key ids: fetches the new key once, and signs in', async () => {
    const tricks: Tricks = {
      idToken: (claims, sign) => sign(claims, { kid: undefined }),
      keys: ({ keys }) => ({ keys: keys.map((key) => without(key, 'kid')) }),
    }
    expect(await signInWith(tricks)).toBe('signed in')
    scene.provider.rotateKey()
    expect(locationOf(await scene.signIn())).not.toContain('error')
  })

  it('ours, made-up key ids: asks for the keys again once a minute at most', async () => {
    expect(await signInWith({})).toBe('signed in')
    scene.provider.tricks = { idToken: (claims, sign) => sign(claims, { kid: crypto.randomUUID() }) }
    scene.provider.asked.length = 0
    for (let attempt = 0; attempt < 3; attempt++) expect(locationOf(await scene.signIn())).toContain('error=refused')
    expect(scene.provider.asked.filter((line) => line === 'GET /keys')).toHaveLength(1)
  })

  it('ours, an ES256 key beside the RS256 one: signs in with either', async () => {
    const metadata: Tricks['metadata'] = (document) => ({ ...document, id_token_signing_alg_values_supported: ['ES256', 'RS256'] })
    const keys: Tricks['keys'] = ({ keys: own }) => ({ keys: [...own, ellipticKey] })
    const sign = async (claims: Claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'ec' }).sign((await elliptic).privateKey)
    expect(await signInWith({ metadata, keys })).toBe('signed in')
    expect(await signInWith({ metadata, keys, idToken: sign })).toBe('signed in')
  })

  it('ours, 10,000 keys: refused', async () => {
    expect(await signInWith({ keys: ({ keys }) => ({ keys: Array.from({ length: 10_000 }, () => keys[0]) }) })).toBe('unreachable')
    expect(await scene.person()).toBeNull()
  })
})

describe('Discovery', () => {
  it('oidcc-client-test-discovery-openid-config: takes every address from the document', async () => {
    const endpoints = { authorize: 'https://a.example.net/go', token: 'https://t.example.net/get', keys: 'https://k.example.net/set' }
    expect(await signInWith({}, { ...traits, endpoints })).toBe('signed in')
    expect(scene.provider.asked).toEqual(['GET /.well-known/openid-configuration', 'POST /get', 'GET /set'])
  })

  it.each<[string, Tricks, string]>([
    [
      'oidcc-client-test-discovery-issuer-mismatch',
      { metadata: (document) => ({ ...document, issuer: 'https://evil.example' }) },
      'refused',
    ],
    ['ours, a document of another kind', { metadata: () => ({ hello: 'world' }) }, 'unreachable'],
  ])('%s: refused before any redirect', async (_, tricks, error) => {
    scene.provider.tricks = tricks
    const answer = await scene.browser.follow('/api/auth/start/openid?callbackUrl=/es/my')
    expect(locationOf(answer)).toBe(`${SITE}/es/sign-in?error=${error}&callbackUrl=%2Fes%2Fmy`)
    expect(scene.browser.cookies.size).toBe(0)
  })

  it('ours, a userinfo answer about somebody else: refused, and the next sign-in works', async () => {
    expect(await signInWith({ userInfo: (claims) => ({ ...claims, sub: 'eve' }) }, { ...traits, hasUserInfo: true })).toBe('refused')
    scene.provider.tricks = {}
    await scene.signIn(ana)
    expect((await scene.person())?.name).toBe('Ana')
  })
})
