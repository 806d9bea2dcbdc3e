import { describe, expect, it } from 'vitest'
import { SITE } from '#tests/support/auth-settings.ts'
import { newHost, rowOf, stageNamedIssuers, Visitor, world } from '#tests/support/named-issuer-scene.ts'
import type { Claims, Tricks } from '#tests/support/openid-provider.ts'

const ana = { sub: 'ana', name: 'Ana', email: 'ana@example.org' }

stageNamedIssuers()

describe('finding the issuer', () => {
  it('oidcc-client-test-discovery-webfinger-acct: asks the host of an address, with the relation of OpenID', async () => {
    const host = newHost()
    const { issuer, log } = await world(
      { takesRegistrations: true, webFinger: { [`acct:ana@${host}`]: `https://${host}/people` } },
      {},
      `https://${host}/people`,
    )
    const visitor = new Visitor()
    expect(await visitor.signIn(`ana@${host}`, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
    expect(await visitor.person()).toMatchObject({ name: 'Ana', issuer: `https://${host}/people`, subject: 'ana' })
    expect(issuer.asked[0]).toBe('GET /.well-known/webfinger')
  })

  it('oidcc-client-test-discovery-webfinger-url: asks the host of a person’s own page', async () => {
    const host = newHost()
    const { issuer, log } = await world(
      { takesRegistrations: true, webFinger: { [`https://${host}/ana`]: `https://${host}/op` } },
      {},
      `https://${host}/op`,
    )
    expect(await new Visitor().signIn(`https://${host}/ana`, issuer, ana), log.join()).toBe(`${SITE}/es/my`)
  })

  it.each([['host'], ['https://host'], ['ana@host'], ['HOST'], ['host/']])(
    'takes the host for the issuer where it tells of none: %s',
    async (typed) => {
      const { issuer, log } = await world()
      const identifier = typed.replace(/host/i, new URL(issuer.traits.issuer).host)
      const visitor = new Visitor()
      expect(await visitor.signIn(identifier, issuer, { ...ana, sub: identifier.slice(0, 40) }), log.join()).toBe(`${SITE}/es/my`)
    },
  )

  it('knows an issuer by its own spelling, with the last slash or without', async () => {
    const host = newHost()
    const { issuer } = await world({ takesRegistrations: true }, {}, `https://${host}/`)
    const visitor = new Visitor()
    await visitor.signIn(host, issuer, ana)
    expect((await visitor.person())?.issuer).toBe(`https://${host}/`)
  })

  it('leads to the provider that is set up here, if that is who was named', async () => {
    const host = newHost()
    await world({}, { OPENID_ISSUER: `https://${host}`, OPENID_CLIENT_ID: 'site', OPENID_CLIENT_SECRET: 's' }, `https://${host}`)
    const place = await new Visitor().type(host)
    expect(place.href).toBe(`${SITE}/es/sign-in/openid?callbackUrl=%2Fes%2Fmy&ask=first`)
  })

  it.each<[string, Tricks, string]>([
    [
      'oidcc-client-test-discovery-issuer-mismatch: another issuer',
      { metadata: (document) => ({ ...document, issuer: 'https://evil.example' }) },
      'mismatch',
    ],
    [
      'another spelling of its host',
      { metadata: (document) => ({ ...document, issuer: String(document['issuer']).replace('id-', 'ID-') }) },
      'mismatch',
    ],
    ['a query in its issuer', { metadata: (document) => ({ ...document, issuer: `${String(document['issuer'])}?a` }) }, 'mismatch'],
    ['no document', { metadata: () => ({ hello: 'world' }) }, 'notOpenId'],
    ['a list as its document', { metadata: () => [] as unknown as Claims }, 'notOpenId'],
    [
      'a sign-in page without https',
      { metadata: (document) => ({ ...document, authorization_endpoint: 'http://id.example.org/auth' }) },
      'insecure',
    ],
    [
      'a script as its sign-in page',
      { metadata: (document) => ({ ...document, authorization_endpoint: 'javascript:alert(1)' }) },
      'notOpenId',
    ],
    [
      'a sign-in page in the person’s own network',
      { metadata: (document) => ({ ...document, authorization_endpoint: 'https://192.168.1.1/reboot' }) },
      'private',
    ],
    [
      'a sign-in page on the person’s own machine',
      { metadata: (document) => ({ ...document, authorization_endpoint: 'https://localhost:8443/' }) },
      'private',
    ],
    ['a token endpoint without https', { metadata: (document) => ({ ...document, token_endpoint: 'http://127.0.0.1/token' }) }, 'insecure'],
    [
      'a registration endpoint with a user name',
      { metadata: (document) => ({ ...document, registration_endpoint: 'https://a:b@id.example.org/' }) },
      'notOpenId',
    ],
    ['no code flow', { metadata: (document) => ({ ...document, response_types_supported: ['id_token'] }) }, 'flow'],
    [
      'symmetric signatures alone',
      { metadata: (document) => ({ ...document, id_token_signing_alg_values_supported: ['HS256', 'none'] }) },
      'flow',
    ],
  ])('refuses before any redirect what has %s', async (_, tricks, code) => {
    const { issuer, log } = await world()
    issuer.tricks = tricks
    const visitor = new Visitor()
    expect(await visitor.problemOf(issuer.traits.issuer)).toBe(`issuer-${code}`)
    expect(await rowOf(issuer.traits.issuer)).toBeUndefined()
    expect(log.join()).not.toContain('example.org')
  })

  it.each([
    'http://evil.example',
    'https://127.0.0.1/?x',
    'javascript:alert(1)',
    'https://me@evil.example',
    '//evil.example',
    '',
    'x'.repeat(600),
  ])('refuses what WebFinger calls an issuer and is none: %s', async (href) => {
    const host = newHost()
    await world({ takesRegistrations: true, webFinger: { [`acct:ana@${host}`]: href } }, {}, `https://${host}`)
    expect(await new Visitor().problemOf(`ana@${host}`)).toBe('issuer-mismatch')
  })

  it('says so where no issuer answers, and where one cannot be known', async () => {
    const { issuer } = await world({})
    expect(await new Visitor().problemOf('nobody.example.net')).toBe('issuer-unreachable')
    expect(await new Visitor().problemOf(issuer.traits.issuer)).toBe('issuer-noWay')
    expect(await rowOf(issuer.traits.issuer)).toBeUndefined()
  })

  it('comes back to the field, in the language of the page, with what was typed kept out of the address', async () => {
    await world({})
    const visitor = new Visitor()
    const place = await visitor.type('ana@nobody.example.net', '/ar/my')
    expect(place.href).toBe(`${SITE}/ar/sign-in?error=issuer-unreachable&callbackUrl=%2Far%2Fmy#openid`)
    expect(visitor.browser.cookies.get('__Host-chancery-openid')).toBe('ana%40nobody.example.net')
  })

  it('never leads away from the site, whatever one is to come back to', async () => {
    const { issuer } = await world()
    for (const callbackUrl of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const place = await new Visitor().type(issuer.traits.issuer, callbackUrl)
      expect(place.origin).toBe(SITE)
      expect(place.searchParams.get('callbackUrl')).toBe('/my')
    }
  })

  it('takes the field from pages of the site alone', async () => {
    const { issuer } = await world()
    const visitor = new Visitor()
    for (const origin of ['https://evil.example', 'null']) {
      await expect(visitor.type(issuer.traits.issuer, '/my', { origin })).rejects.toThrow('Invalid URL')
    }
    expect(issuer.asked).toEqual([])
  })

  it('asks no more than so often for one visitor, and says so; what is known already may be named as often as one likes', async () => {
    const { issuer } = await world()
    const visitor = new Visitor()
    const codes: string[] = []
    for (let count = 0; count < 40; count += 1) codes.push(await visitor.problemOf(`ana@nobody-${count}.example.net`))
    expect(codes.filter((code) => code === 'issuer-often').length).toBeGreaterThan(5)
    expect(codes.filter((code) => code === 'issuer-unreachable').length).toBeGreaterThan(20)
    await new Visitor().type(issuer.traits.issuer)
    expect(await visitor.problemOf(issuer.traits.issuer), 'known already').toMatch(/^\/es\/sign-in\/issuer-/)
  })
})
