import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { guardedFetch } from '#lib/auth/outward.ts'
import { setAuthSettings } from '#lib/auth/settings.ts'
import { environmentSchema } from '#lib/env.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'

// Titles are rows of docs/security/openid.md, as in relying-party-tokens.test.ts. The provider here is a server that the site asks as it asks all.

const SITE = 'http://localhost:3000'
const TIMEOUT_MS = 600
type Mode = 'silent' | 'endless' | 'large' | 'html' | 'chain' | 'inside' | 'plain' | 'error'

let server: Server
let port: number
let mode: Mode = 'silent'
let asked = 0
let log: string[]

beforeAll(async () => {
  server = createServer((_, response) => answer(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(async () => {
  setAuthSettings(null)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  log = []
  asked = 0
})

function answer(response: ServerResponse): void {
  asked += 1
  const json = { 'content-type': 'application/json' }
  const move = (location: string) => response.writeHead(302, { location }).end()
  switch (mode) {
    case 'silent':
      return
    case 'endless': {
      const timer = setInterval(() => response.write(' '), 20)
      response.writeHead(200, json).on('close', () => clearInterval(timer))
      return
    }
    case 'large':
      response.writeHead(200, json).end('"'.padEnd(300_000, 'x'))
      return
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Wartungsarbeiten</h1>')
      return
    case 'chain':
      move(`/again/${asked}`)
      return
    case 'inside':
      move('https://169.254.169.254/latest/meta-data/')
      return
    case 'plain':
      move('http://example.org/')
      return
    case 'error':
      response.writeHead(503, json).end('{}')
  }
}

/** What the site answers that begins a sign-in with a provider at `at`. */
async function begin(at: number): Promise<Response> {
  setAuthSettings({
    environment: environmentSchema.parse({ DEMO_PROVIDER_PORT: at }),
    origin: SITE,
    secret: 'a secret of at least 32 characters',
    outward: guardedFetch({ exemptOrigin: `http://localhost:${at}`, timeoutMs: TIMEOUT_MS }),
    log: (line) => log.push(line),
  })
  return new AuthBrowser(SITE).follow('/api/auth/start/demonstration?callbackUrl=/es/faq')
}

describe('Hosts', () => {
  it.each<[string, Mode, string]>([
    ['ours, a provider that says nothing', 'silent', 'timeout'],
    ['ours, a body that never ends', 'endless', 'timeout'],
    ['ours, a body that is too large', 'large', 'size'],
    ['ours, a page in another language instead of JSON', 'html', 'type'],
    ['ours, a chain of redirects', 'chain', 'redirect'],
    ['ours, a redirect to an address inside', 'inside', 'address'],
    ['ours, a redirect to plain http', 'plain', 'scheme'],
    ['ours, a provider that is out of order', 'error', 'status'],
  ])('%s: given up in time, told plainly', async (_, how, code) => {
    mode = how
    const before = performance.now()
    const given = await begin(port)
    expect(locationOf(given)).toBe(`${SITE}/es/sign-in?error=unreachable&callbackUrl=%2Fes%2Ffaq`)
    expect(log).toEqual([`Sign-in with demonstration refused (unreachable): outward request: ${code}.`])
    expect(asked).toBe(how === 'chain' ? 4 : 1)
    if (code === 'timeout') expect(performance.now() - before).toBeGreaterThan(TIMEOUT_MS - 50)
  })

  it('ours, a provider that is down: told plainly', async () => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const address = closed.address()
    await new Promise((resolve) => closed.close(resolve))
    expect(locationOf(await begin(typeof address === 'object' && address ? address.port : 0))).toContain('error=unreachable')
    expect(log).toEqual(['Sign-in with demonstration refused (unreachable): outward request: network.'])
  })
})
