import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { providerSignOutAddress } from '#lib/auth/provider/sign-out.ts'
import type { ProviderId } from '#lib/auth/providers.ts'
import { authSettings } from '#lib/auth/settings.ts'
import { locationOf } from '#tests/support/auth-browser.ts'
import { LocalGitHub, LocalLoginGov, LocalMicrosoft, localGoogle } from '#tests/support/known-providers.ts'
import { LocalProvider, type Person } from '#tests/support/openid-provider.ts'
import { stageSignIn } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()

/** Signs in with the provider `id`; where the site then sends the browser, or the error it shows. */
async function signIn(id: ProviderId, person: Person): Promise<string> {
  const start = await scene.browser.follow(`/api/auth/start/${id}?callbackUrl=/faq`)
  const end = new URL(locationOf(await scene.browser.send(scene.provider.authorize(locationOf(start), person))))
  return end.searchParams.get('error') ?? end.pathname
}

describe('Google', () => {
  const settings = { GOOGLE_CLIENT_ID: 'site.apps.googleusercontent.com', GOOGLE_CLIENT_SECRET: 'GOCSPX-secret' }

  it('signs in at its own hosts, and is known by its subject', async () => {
    scene.beginWith(settings, localGoogle(settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET))
    expect(await signIn('google', { sub: '110169484474386276334', name: 'Gina', email: 'gina@example.com', email_verified: true })).toBe(
      '/faq',
    )
    expect(await scene.person()).toMatchObject({
      name: 'Gina',
      email: 'gina@example.com',
      provider: 'google',
      issuer: 'https://accounts.google.com',
      subject: '110169484474386276334',
    })
  })

  it('is refused with a wrong secret', async () => {
    scene.beginWith({ ...settings, GOOGLE_CLIENT_SECRET: 'other' }, localGoogle(settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET))
    expect(await signIn('google', { sub: '1' })).toBe('refused')
  })
})

describe('Microsoft', () => {
  const tid = '11111111-2222-3333-4444-555555555555'
  const oid = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'
  const person: Person = { sub: 'pairwise-sub', tid, oid, name: 'Mia', email: 'mia@contoso.example' }
  const begin = (tenant: string) => {
    const settings = { MICROSOFT_CLIENT_ID: 'app', MICROSOFT_CLIENT_SECRET: 'value', MICROSOFT_TENANT: tenant }
    scene.beginWith(settings, new LocalMicrosoft('app', 'value', tenant))
  }

  it.each(['common', 'organizations', tid])('signs in through the endpoints of %s; the person is tenant and object id', async (tenant) => {
    begin(tenant)
    expect(await signIn('microsoft-entra-id', person), scene.log.join()).toBe('/faq')
    const issuer = `https://login.microsoftonline.com/${tid}/v2.0`
    expect(await scene.person()).toMatchObject({ name: 'Mia', provider: 'microsoft-entra-id', issuer, subject: oid })
  })

  it('keeps people of two tenants apart who have one object id', async () => {
    begin('common')
    await signIn('microsoft-entra-id', person)
    const first = await scene.person()
    await signIn('microsoft-entra-id', { ...person, tid: '99999999-2222-3333-4444-555555555555' })
    expect((await scene.person())?.id).not.toBe(first?.id)
  })

  it.each<[string, string, Person]>([
    ['of a tenant that is not the one allowed', '99999999-2222-3333-4444-555555555555', person],
    ['of a personal account where organizations are wanted', 'organizations', { ...person, tid: '9188040d-6c67-4c5b-b112-36a304b66dad' }],
    ['whose tenant is a path to somewhere else', 'common', { ...person, tid: '../../evil' }],
    ['without object id', 'common', { ...person, oid: undefined }],
  ])('refuses a token %s', async (_, tenant, other) => {
    begin(tenant)
    expect(await signIn('microsoft-entra-id', other)).toBe('refused')
    expect(await scene.person()).toBeNull()
  })

  it('refuses a token whose issuer is another tenant than its tid says', async () => {
    begin('common')
    scene.provider.tricks = { claims: (claims) => ({ ...claims, tid: '99999999-2222-3333-4444-555555555555' }) }
    expect(await signIn('microsoft-entra-id', person)).toBe('refused')
  })
})

describe('Login.gov', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'login-gov-'))
    await writeFile(join(directory, 'key.pem'), privateKey)
    await writeFile(join(directory, 'no-key.pem'), 'not a key')
  })
  afterAll(() => rm(directory, { recursive: true }))

  const clientId = 'urn:gov:gsa:openidconnect:sp:chancery'
  const settings = (file: string) => ({ LOGIN_GOV_CLIENT_ID: clientId, LOGIN_GOV_PRIVATE_KEY_FILE: join(directory, file) })

  it('signs in with a signed assertion, service levels and a long nonce; the address comes from userinfo', async () => {
    scene.beginWith(settings('key.pem'), new LocalLoginGov(clientId, publicKey))
    expect(await signIn('login-gov', { sub: 'b2d2d115-1d7e-4579-b9d6-f8e84f4f56ca', email: 'lou@example.gov' }), scene.log.join()).toBe(
      '/faq',
    )
    expect(await scene.person()).toMatchObject({ email: 'lou@example.gov', issuer: 'https://secure.login.gov/', provider: 'login-gov' })
    expect(scene.provider.asked).toContain('GET /api/openid_connect/userinfo')
  })

  it('says plainly that it failed when the key file holds no key, and repeats nothing of it', async () => {
    scene.beginWith(settings('no-key.pem'), new LocalLoginGov(clientId, publicKey))
    const start = await scene.browser.follow('/api/auth/start/login-gov')
    expect(locationOf(start)).toContain('error=server')
    expect(scene.log.join()).not.toContain('not a key')
  })
})

describe('GitHub', () => {
  const settings = { GITHUB_CLIENT_ID: 'Iv1.site', GITHUB_CLIENT_SECRET: 'secret' }
  const begin = () => {
    const gitHub = new LocalGitHub(settings.GITHUB_CLIENT_ID, settings.GITHUB_CLIENT_SECRET)
    scene.beginWith(settings, gitHub)
    return gitHub
  }

  it('signs in by the number of the account, and takes only the address that is primary and verified', async () => {
    const gitHub = begin()
    gitHub.person = { sub: '583231', login: 'octocat', name: null, email: 'public@example.org' }
    gitHub.emails = [
      { email: 'unverified@example.org', primary: false, verified: false },
      { email: 'Main@example.org', primary: true, verified: true },
      { email: 'second@example.org', primary: false, verified: true },
    ]
    expect(await signIn('github', gitHub.person), scene.log.join()).toBe('/faq')
    expect(await scene.person()).toMatchObject({
      name: 'octocat',
      email: 'main@example.org',
      issuer: 'https://github.com',
      subject: '583231',
    })
  })

  it('takes no address rather than one that was not verified', async () => {
    const gitHub = begin()
    gitHub.person = { sub: '7', login: 'nobody', email: 'public@example.org' }
    gitHub.emails = [{ email: 'mine@example.org', primary: true, verified: false }]
    expect(await signIn('github', gitHub.person)).toBe('/faq')
    expect((await scene.person())?.email).toBeNull()
  })

  it('knows an account by its number, not by a login that somebody else took', async () => {
    const gitHub = begin()
    gitHub.person = { sub: '100', login: 'famous' }
    await signIn('github', gitHub.person)
    const first = await scene.person()
    gitHub.person = { sub: '200', login: 'famous' }
    await signIn('github', gitHub.person)
    expect((await scene.person())?.id).not.toBe(first?.id)
  })

  it.each<[string, Person]>([
    ['has no number', { sub: 'x', login: 'x' }],
    ['has no login', { sub: '5' }],
  ])('is refused when the account %s', async (_, person) => {
    const gitHub = begin()
    gitHub.person = person
    expect(await signIn('github', person)).not.toBe('/faq')
    expect(await scene.person()).toBeNull()
  })
})

describe('any other OpenID provider', () => {
  it('signs in with a secret, and with names from userinfo', async () => {
    const of = { issuer: 'https://id.example.org/tenant', clientId: 'site', secret: 'secret', hasUserInfo: true }
    scene.beginWith({ OPENID_ISSUER: of.issuer, OPENID_CLIENT_ID: 'site', OPENID_CLIENT_SECRET: 'secret' }, new LocalProvider(of))
    expect(await signIn('openid', { sub: 'otto', given_name: 'Otto', family_name: 'Normal' }), scene.log.join()).toBe('/faq')
    expect(await scene.person()).toMatchObject({ name: 'Otto Normal', issuer: of.issuer })
  })

  it('is known by its issuer as its document spells it, though the setting lacks the last slash', async () => {
    const of = { issuer: 'https://id.example.org/', clientId: 'site', secret: 'secret' }
    const settings = { OPENID_ISSUER: 'https://id.example.org', OPENID_CLIENT_ID: 'site', OPENID_CLIENT_SECRET: 'secret' }
    scene.beginWith(settings, new LocalProvider(of))
    expect(await signIn('openid', { sub: 'petra' }), scene.log.join()).toBe('/faq')
    expect((await scene.person())?.issuer).toBe('https://id.example.org/')
  })
})

describe('signing out at the provider', () => {
  const variables = {
    OPENID_ISSUER: 'https://id.example.org',
    OPENID_CLIENT_ID: 'site',
    OPENID_CLIENT_SECRET: 'secret',
    GITHUB_CLIENT_ID: 'x',
    GITHUB_CLIENT_SECRET: 'y',
  }
  const address = (id: ProviderId) => providerSignOutAddress(authSettings(), id, 'openid.mark')

  it('is offered where the provider announces it, with the client and the way back, and else nowhere', async () => {
    scene.beginWith(variables, new LocalProvider({ issuer: 'https://id.example.org', clientId: 'site', secret: 'secret' }))
    expect(await address('openid')).toBeNull()
    expect(await address('github')).toBeNull()
    scene.beginWith(variables, new LocalProvider({ issuer: 'https://id.example.org', clientId: 'site', secret: 'secret' }))
    scene.provider.tricks = { metadata: (document) => ({ ...document, end_session_endpoint: 'https://id.example.org/end?a=b' }) }
    expect(await address('openid')).toBe(
      'https://id.example.org/end?a=b&client_id=site&post_logout_redirect_uri=https%3A%2F%2Ffacts.example.org%2Fsign-in&state=openid.mark',
    )
  })

  it('is not offered when the provider cannot be asked', async () => {
    scene.beginWith(variables, new LocalProvider({ issuer: 'https://id.example.org', clientId: 'site', secret: 'secret' }))
    scene.provider.tricks = { metadata: () => ({}) }
    expect(await address('openid')).toBeNull()
  })
})
