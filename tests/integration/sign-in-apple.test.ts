import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import { LocalApple } from '#tests/support/known-providers.ts'
import type { Person } from '#tests/support/openid-provider.ts'
import { stageSignIn } from '#tests/support/sign-in-scene.ts'

const scene = stageSignIn()
const { publicKey, privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const key = { teamId: 'TEAM123456', keyId: 'KEY1234567', publicKey }
const person: Person = { sub: '001234.abc.0123', email: 'ada@privaterelay.appleid.com', email_verified: 'true', is_private_email: true }
const user = { name: { firstName: 'Ada', lastName: 'Lovelace' }, email: 'other@evil.example' }

let directory: string
let apple: LocalApple
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'apple-'))
  await writeFile(join(directory, 'AuthKey.p8'), privateKey)
  const rsa = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  await writeFile(join(directory, 'rsa.pem'), rsa.privateKey)
})
afterAll(() => rm(directory, { recursive: true }))
beforeEach(() => begin())

function begin(more: Record<string, unknown> = {}): void {
  apple = new LocalApple('org.example.facts.web', key)
  const file = join(directory, 'AuthKey.p8')
  const settings = {
    APPLE_CLIENT_ID: 'org.example.facts.web',
    APPLE_TEAM_ID: key.teamId,
    APPLE_KEY_ID: key.keyId,
    APPLE_PRIVATE_KEY_FILE: file,
  }
  scene.beginWith({ ...settings, ...more }, apple)
}

const start = async () => locationOf(await scene.browser.follow('/api/auth/start/apple?callbackUrl=/faq'))

/** What the browser is answered that posts Apple's form: without our cookies, which are not sent with forms of other sites. */
async function post(form: ReturnType<LocalApple['answerForm']>): Promise<Response> {
  return new AuthBrowser(SITE).post(...form)
}

async function signIn(first?: unknown, of: Person = person): Promise<string> {
  const answer = await post(apple.answerForm(await start(), of, first))
  const end = new URL(locationOf(await scene.browser.send(locationOf(answer))))
  return end.searchParams.get('error') ?? end.pathname
}

describe('Apple', () => {
  it('signs in, though its form comes without our cookies: the same address again by GET has them', async () => {
    const answer = await post(apple.answerForm(await start(), person, user))
    expect(answer.status).toBe(303)
    expect(answer.headers.getSetCookie()).toEqual([])
    const again = new URL(locationOf(answer))
    expect(again.origin + again.pathname).toBe(`${SITE}/api/auth/callback/apple`)
    expect([...again.searchParams.keys()].toSorted()).toEqual(['code', 'state', 'user'])
    expect(new URL(locationOf(await scene.browser.send(again))).pathname, scene.log.join()).toBe('/faq')
    expect(await scene.person()).toMatchObject({
      name: 'Ada Lovelace',
      email: 'ada@privaterelay.appleid.com',
      issuer: 'https://appleid.apple.com',
      subject: person.sub,
      provider: 'apple',
    })
  })

  it('keeps every cookie of the way Lax', async () => {
    const answer = await scene.browser.follow('/api/auth/start/apple')
    expect(answer.headers.getSetCookie().length).toBeGreaterThan(3)
    for (const line of answer.headers.getSetCookie()) expect(line).toContain('SameSite=Lax')
  })

  it('gives the name once, which is kept when it is not given again', async () => {
    const other = { ...person, sub: 'once' }
    await signIn(user, other)
    scene.browser = new AuthBrowser(SITE)
    expect(await signIn(undefined, { ...other, email: 'new@example.org' })).toBe('/faq')
    expect(await scene.person()).toMatchObject({ name: 'Ada Lovelace', email: 'new@example.org' })
  })

  it.each<[string, unknown]>([
    ['no JSON object', 'Ada'],
    ['a name that is none', { name: 'Ada' }],
    ['nothing but an address', { email: 'other@evil.example' }],
    ['a novel', { name: { firstName: 'A'.repeat(5000), lastName: '' } }],
    ['empty names', { name: { firstName: '', lastName: null } }],
  ])('signs in without a name when it gives %s, and never takes an address from there', async (_, given) => {
    expect(await signIn(given, { sub: `odd-${JSON.stringify(given).slice(0, 20)}` }), scene.log.join()).toBe('/faq')
    expect(await scene.person()).toMatchObject({ name: 'No name given', email: null })
  })

  it('gets a secret that is made anew for each use, for it alone, and short-lived', async () => {
    await signIn()
    await signIn()
    const [first, second] = apple.secrets.map((secret) => decodeJwt(secret))
    expect(apple.secrets).toHaveLength(2)
    expect(first).toMatchObject({ iss: 'TEAM123456', sub: 'org.example.facts.web', aud: 'https://appleid.apple.com' })
    for (const { iat = 0, exp = 0 } of [first ?? {}, second ?? {}]) expect(exp - iat).toBe(300)
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['another team', { APPLE_TEAM_ID: 'TEAM999999' }, 'refused'],
    ['another key id', { APPLE_KEY_ID: 'KEY9999999' }, 'refused'],
  ])('refuses the secret of %s', async (_, more, error) => {
    begin(more)
    expect(await signIn(user)).toBe(error)
    expect(await scene.person()).toBeNull()
  })

  it.each(['rsa.pem', 'nowhere.p8'])('is not asked when the key file is none of its kind: %s', async (file) => {
    begin({ APPLE_PRIVATE_KEY_FILE: join(directory, file) })
    expect(await start()).toContain('error=server')
    expect(scene.log).toHaveLength(1)
  })

  it('says that the person declined by a word of its own', async () => {
    apple.tricks = {
      callback: (parameters) => {
        parameters.delete('code')
        parameters.set('error', 'user_cancelled_authorize')
      },
    }
    expect(await signIn()).toBe('cancelled')
  })

  it('is refused with the answer to another browser, twice the same answer, or a token for another client', async () => {
    const form = apple.answerForm(await start(), person, user)
    const again = locationOf(await post(form))
    expect(locationOf(await new AuthBrowser(SITE).send(again))).toContain('error=state')
    expect(locationOf(await scene.browser.send(again)), 'spent by the other').toContain('error=state')
    apple.tricks = { claims: (claims) => ({ ...claims, aud: 'org.example.other' }) }
    expect(await signIn()).toBe('refused')
    expect(await scene.person()).toBeNull()
  })

  it('passes on nothing but what belongs to an answer, a parameter twice for the callback to refuse, and no body that is too large', async () => {
    const body = 'code=1&code=2&state=x&callbackUrl=https://evil.example/&__Host-chancery-session=x'
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://appleid.apple.com' }
    const answer = await new AuthBrowser(SITE).send('/api/auth/callback/apple', { method: 'POST', headers, body })
    expect(locationOf(answer)).toBe(`${SITE}/api/auth/callback/apple?code=1&code=2&state=x`)
    expect(locationOf(await scene.browser.send(locationOf(answer)))).toContain('error=state')
    const large = await new AuthBrowser(SITE).post('/api/auth/callback/apple', { code: 'x'.repeat(20_000) }, 'https://appleid.apple.com')
    expect(large.status).toBe(413)
  })

  it('alone answers by form', async () => {
    begin({ GITHUB_CLIENT_ID: 'x', GITHUB_CLIENT_SECRET: 'y' })
    const answer = await new AuthBrowser(SITE).post('/api/auth/callback/github', { code: 'x', state: 'y' }, 'https://github.com')
    expect(answer.status).toBe(404)
    scene.beginWith({ GITHUB_CLIENT_ID: 'x', GITHUB_CLIENT_SECRET: 'y' }, apple)
    const absent = locationOf(
      await new AuthBrowser(SITE).post('/api/auth/callback/apple', { code: 'x', state: 'y' }, 'https://appleid.apple.com'),
    )
    expect(locationOf(await scene.browser.send(absent))).toContain('error=provider')
  })
})
