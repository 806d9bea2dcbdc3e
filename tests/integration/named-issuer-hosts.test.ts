import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { guardedFetch } from '#lib/auth/outward.ts'
import { siteIn, stageNamedIssuers, Visitor } from '#tests/support/named-issuer-scene.ts'
import { type RegisteringProvider, startRegisteringProvider } from '#tests/support/registering-provider.ts'

let server: Server
let origin: string
let log: string[] = []

stageNamedIssuers()
beforeAll(async () => {
  server = createServer((request, response) => answer(request.url ?? '/', response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
})
beforeEach(() => {
  log = siteIn(guardedFetch({ allowsLoopback: true, timeoutMs: 400 }), { ANY_OPENID_LOOPBACK: 'on' })
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** A host with an issuer of each kind of rudeness below a path of its own. */
function answer(path: string, response: ServerResponse): void {
  const json = { 'content-type': 'application/json' }
  const [, kind = ''] = path.split('/')
  const to = (location: string) => void response.writeHead(302, { location }).end()
  if (kind === 'silent') return
  if (kind === 'endless') return trickle(response.writeHead(200, json))
  if (kind === 'large') return void response.writeHead(200, json).end('"'.padEnd(300_000, 'x'))
  if (kind === 'page') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>no</p>')
  if (kind === 'half') return void response.writeHead(200, json).end('{"issuer":')
  if (kind === 'error') return void response.writeHead(500, json).end('{}')
  if (kind === 'round') return to(path)
  if (kind === 'metadata') return to('http://169.254.169.254/latest/meta-data/')
  if (kind === 'inside') return to('https://10.0.0.1/')
  if (kind === 'other') return to('http://example.org/')
  response.writeHead(404, json).end('{}')
}

function trickle(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}

describe('a host that somebody names', () => {
  it.each([
    ['silent', 'unreachable'],
    ['endless', 'unreachable'],
    ['large', 'notOpenId'],
    ['page', 'notOpenId'],
    ['half', 'notOpenId'],
    ['error', 'notOpenId'],
    ['round', 'notOpenId'],
    ['nothing', 'notOpenId'],
    ['metadata', 'insecure'],
    ['inside', 'private'],
    ['other', 'insecure'],
  ])('is refused with a plain answer in bounded time: %s', async (kind, code) => {
    const begin = performance.now()
    expect(await new Visitor().problemOf(`${origin}/${kind}`), log.join()).toBe(`issuer-${code}`)
    expect(performance.now() - begin).toBeLessThan(5000)
  })

  it.each(['https://localhost.', 'http://127.0.0.2', 'http://[::ffff:127.0.0.1]', 'http://0.0.0.0', 'https://nowhere.invalid'])(
    'is asked on this machine by its plain names alone, even where a setting allows that: %s',
    async (address) => {
      expect(await new Visitor().problemOf(address)).toMatch(/^issuer-(private|insecure|unreachable)$/)
    },
  )

  it.each(['localhost', 'http://localhost', '127.0.0.1', 'me@localhost', '2130706433', 'https://[::1]:1'])(
    'is never on this machine without that setting: %s',
    async (address) => {
      siteIn(guardedFetch())
      expect(await new Visitor().problemOf(address)).toMatch(/^issuer-(private|insecure)$/)
    },
  )
})

describe('a real provider that nobody set up', () => {
  let provider: RegisteringProvider
  const cookies = new Map<string, string>()

  /** What a browser does there, from the site's redirect until it is sent back. */
  async function signInThere(location: string, name: string): Promise<string> {
    const ask = async (address: string | URL, init: RequestInit = {}) => {
      const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ')
      const got = await fetch(address, { redirect: 'manual', ...init, headers: { cookie } })
      for (const line of got.headers.getSetCookie()) {
        const [key = '', value = ''] = line.split(';')[0]?.split('=') ?? []
        cookies.set(key, value)
      }
      return new URL(got.headers.get('location') ?? '', provider.issuer)
    }
    const page = await ask(location)
    let next = await ask(page, { method: 'POST', body: new URLSearchParams({ name }) })
    while (next.origin === provider.issuer) next = await ask(next)
    return next.href
  }

  it.each([[['private_key_jwt']], [['client_secret_basic']], [['none']]] as const)(
    'signs in after it was found, and the site registered with it: %j',
    async (methods) => {
      provider = await startRegisteringProvider(methods)
      cookies.clear()
      // On one's own machine, where the provider could not fetch the site's key from an address.
      log = siteIn(guardedFetch({ allowsLoopback: true }), { ANY_OPENID_LOOPBACK: 'on' }, 'http://localhost:3000')
      try {
        const visitor = new Visitor('http://localhost:3000')
        const location = await visitor.goOn(await visitor.type(provider.issuer))
        expect(new URL(location).origin, log.join()).toBe(provider.issuer)
        const back = await visitor.browser.send(await signInThere(location, 'Zoe'))
        expect(back.headers.get('location'), log.join()).toBe('http://localhost:3000/es/my')
        expect(await visitor.person()).toMatchObject({ name: 'Zoe', email: 'zoe@example.org', issuer: provider.issuer, subject: 'Zoe' })
      } finally {
        await provider.close()
      }
    },
  )
})
