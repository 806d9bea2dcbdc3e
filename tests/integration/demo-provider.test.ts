import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guardedFetch } from '#lib/auth/outward.ts'
import { configuredProviders, signInProblem } from '#lib/auth/providers.ts'
import { personOf } from '#lib/auth/session.ts'
import { setAuthSettings } from '#lib/auth/settings.ts'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { environmentSchema } from '#lib/env.ts'
import { startDemonstration } from '#scripts/site/demonstration.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { createDatabase } from '#tests/support/database.ts'

const secret = 'a secret of at least 32 characters'
const log: string[] = []

let own: Awaited<ReturnType<typeof createDatabase>>
let directory: string
let environment: ReturnType<typeof environmentSchema.parse>
let stop: () => Promise<void>
let issuer: string

beforeAll(async () => {
  own = await createDatabase()
  openDatabase(own.url)
  directory = await mkdtemp(join(tmpdir(), 'demo-provider-'))
  const port = await freePort()
  issuer = `http://localhost:${port}`
  environment = environmentSchema.parse({ DEMO_PROVIDER_PORT: port })
  setAuthSettings({
    environment,
    origin: 'http://localhost:3000',
    secret,
    outward: guardedFetch({ exemptOrigin: issuer }),
    log: (line) => log.push(line),
  })
  stop = await startDemonstration(environment, directory, secret)
})
afterAll(async () => {
  await stop()
  setAuthSettings(null)
  await closeDatabase()
  await own.drop()
  await rm(directory, { recursive: true })
})

/** The part of a browser that is at the provider: real requests, cookies kept. */
class ProviderBrowser {
  readonly #cookies = new Map<string, string>()

  async send(
    address: string | URL,
    init: { method?: string; headers?: Record<string, string>; body?: URLSearchParams } = {},
  ): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(address, issuer), { redirect: 'manual', ...init, headers: { cookie, ...init.headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
      this.#cookies.set(name, value)
    }
    return answer
  }

  /** The page to choose a person on, reached from the site's redirect. */
  async choicePage(location: string): Promise<string> {
    return new URL(locationOf(await this.send(location)), issuer).href
  }

  /** Chooses a person there and goes on until sent back to the site. */
  async choose(page: string, person: string): Promise<string> {
    let answer = await this.send(page, { method: 'POST', headers: { origin: issuer }, body: new URLSearchParams({ person }) })
    while (new URL(locationOf(answer), issuer).origin === issuer) answer = await this.send(locationOf(answer))
    return locationOf(answer)
  }
}

async function signIn(person: string): Promise<AuthBrowser> {
  const browser = new AuthBrowser('http://localhost:3000')
  const there = new ProviderBrowser()
  const start = await browser.follow('/api/auth/start/demonstration?callbackUrl=/fact-sheets/peru')
  const back = await there.choose(await there.choicePage(locationOf(start)), person)
  expect(locationOf(await browser.send(back)), log.join('\n')).toBe('http://localhost:3000/fact-sheets/peru')
  return browser
}

describe('the demonstration provider', () => {
  it('signs in a reader, who may do nothing more, and an editor, who may edit from the first sign-in', async () => {
    expect(await personOf((await signIn('reader')).cookieHeader)).toMatchObject({
      name: 'Demonstration Reader',
      issuer,
      subject: 'reader',
      roles: [],
    })
    expect(await personOf((await signIn('editor')).cookieHeader)).toMatchObject({ name: 'Demonstration Editor', roles: ['editor'] })
    expect(log).toEqual([])
  })

  it('says on its page that it is a demonstration, and where one is', async () => {
    const there = new ProviderBrowser()
    const start = await new AuthBrowser('http://localhost:3000').follow('/api/auth/start/demonstration')
    const page = await there.send(await there.choicePage(locationOf(start)))
    const html = await page.text()
    expect(html).toContain('This is a demonstration.')
    expect(html).toContain(new URL(issuer).host)
    expect(html).not.toContain('<script')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('lets one go back without signing in', async () => {
    const browser = new AuthBrowser('http://localhost:3000')
    const there = new ProviderBrowser()
    const page = await there.choicePage(locationOf(await browser.follow('/api/auth/start/demonstration')))
    let answer = await there.send(`${page}/leave`)
    while (new URL(locationOf(answer)).origin === issuer) answer = await there.send(locationOf(answer))
    expect(locationOf(await browser.send(locationOf(answer)))).toContain('error=cancelled')
  })

  it('refuses people it does not have, forms from elsewhere, other clients and other sites, with a plain page', async () => {
    const there = new ProviderBrowser()
    const start = locationOf(await new AuthBrowser('http://localhost:3000').follow('/api/auth/start/demonstration'))
    const page = await there.choicePage(start)
    const post = (headers: Record<string, string>, person: string) =>
      there.send(page, { method: 'POST', headers, body: new URLSearchParams({ person }) })
    expect((await post({ origin: issuer }, 'administrator')).status).toBe(400)
    expect((await post({ origin: 'http://evil.example' }, 'editor')).status).toBe(400)
    expect((await post({ origin: issuer }, 'x'.repeat(100_000))).status).toBe(400)
    expect((await new ProviderBrowser().send(page)).status, 'another browser').toBe(400)
    for (const [name, value] of [
      ['client_id', 'other'],
      ['redirect_uri', 'http://evil.example/'],
      ['code_challenge', ''],
    ] as const) {
      const address = new URL(start)
      address.searchParams.set(name, value)
      const answer = await new ProviderBrowser().send(address)
      const text = await answer.text()
      if (name === 'code_challenge') expect(locationOf(answer)).toContain('error=')
      else expect([answer.status, text.includes('This sign-in has ended')]).toEqual([400, true])
      expect(locationOf(answer)).not.toContain('evil')
    }
  })

  it('keeps its keys in its directory, for this user alone, and uses them again after a restart', async () => {
    const keys = async () => (await (await fetch(`${issuer}/jwks`)).json()) as unknown
    const before = await keys()
    expect(await readdir(join(directory, 'demo-provider'))).toEqual(['keys.json'])
    expect((await stat(join(directory, 'demo-provider', 'keys.json'))).mode & 0o777).toBe(0o600)
    await stop()
    stop = await startDemonstration(environment, directory, secret)
    expect(await keys()).toEqual(before)
  })

  it.each<[string, Record<string, unknown>, string[], boolean]>([
    ['nothing set', {}, ['demonstration'], false],
    ['another address listened on', { HOST: '0.0.0.0' }, [], true],
    ['a public address', { SITE_URL: 'https://facts.example.org' }, [], true],
    ['switched off', { DEMO_PROVIDER: 'off' }, [], false],
    ['reading only', { SIGN_IN: 'off' }, [], false],
    ['a public address, reading only', { SITE_URL: 'https://facts.example.org', SIGN_IN: 'off' }, [], false],
    ['a real provider', { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' }, ['github'], false],
    [
      'a public address and a real provider',
      { SITE_URL: 'https://facts.example.org', HOST: '0.0.0.0', GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 's' },
      ['google'],
      false,
    ],
    ['a public address, and any OpenID by choice', { SITE_URL: 'https://facts.example.org', ANY_OPENID: 'on' }, [], false],
    ['a public address, and none but what is set', { SITE_URL: 'https://facts.example.org', ANY_OPENID: 'off' }, [], true],
    ['half a provider', { GOOGLE_CLIENT_ID: 'id' }, ['google'], true],
    ['the other half', { GOOGLE_CLIENT_SECRET: 'secret' }, ['demonstration'], true],
  ])('runs only on this machine, with no real provider, and if it may: %s', (_, variables, providers, isRefused) => {
    const settings = environmentSchema.parse(variables)
    expect(configuredProviders(settings).map(({ id }) => id)).toEqual(providers)
    expect(signInProblem(settings) !== null).toBe(isRefused)
  })
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
