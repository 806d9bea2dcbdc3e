import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guardedFetch } from '#lib/auth/outward.ts'
import { isPublicAddress } from '#lib/outward/public-address.ts'

let server: Server
let origin: string
let seen: { cookie: string | undefined; url: string }[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push({ cookie: request.headers.cookie, url: request.url ?? '' })
    answer(new URL(request.url ?? '/', origin), response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function answer(url: URL, response: ServerResponse): void {
  const json = { 'content-type': 'application/json', 'set-cookie': 'tracker=1' }
  const hops = Number(url.searchParams.get('hops'))
  if (url.pathname === '/hops' && hops > 0) response.writeHead(302, { location: `/hops?hops=${hops - 1}` }).end()
  else if (url.pathname === '/to') response.writeHead(302, { location: url.searchParams.get('address') ?? '' }).end()
  else if (url.pathname === '/html') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>no</p>')
  else if (url.pathname === '/large') response.writeHead(200, json).end('"'.padEnd(300_000, 'x'))
  else if (url.pathname === '/silent') return
  else if (url.pathname === '/endless') trickle(response.writeHead(200, json))
  else response.writeHead(url.pathname === '/error' ? 400 : 200, json).end('{"is":"json"}')
}

/** A body that never ends, a little at a time. */
function trickle(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}

const outward = (path: string, init?: RequestInit) => guardedFetch({ exemptOrigin: origin, timeoutMs: 400 })(`${origin}${path}`, init)
const refusal = (asked: Promise<Response>) =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )

describe('a request to the outside', () => {
  it('reaches the one origin that is exempt, and keeps and sends no cookies', async () => {
    seen = []
    const first = await outward('/')
    expect(await first.json()).toEqual({ is: 'json' })
    expect(first.headers.getSetCookie()).toEqual([])
    await outward('/')
    expect(seen.map(({ cookie }) => cookie)).toEqual([undefined, undefined])
  })

  it('brings an error answer as it is', async () => {
    expect((await outward('/error')).status).toBe(400)
  })

  it.each([
    'https://localhost/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://[fd00::1]/',
    'https://10.0.0.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://192.168.1.1/',
    'https://0.0.0.0/',
    'https://224.0.0.1/',
  ])('does not go to %s', async (address) => {
    expect(await refusal(guardedFetch()(address))).toBe('address')
  })

  it('goes nowhere without TLS, not even to another port of the exempt host, and to no address with a user name', async () => {
    const ask = guardedFetch({ exemptOrigin: origin })
    expect(await refusal(ask('http://example.org/'))).toBe('scheme')
    expect(await refusal(ask(`http://localhost:1/`))).toBe('scheme')
    expect(await refusal(ask('file:///etc/passwd'))).toBe('scheme')
    expect(await refusal(ask('https://user:pass@example.org/'))).toBe('credentials')
  })

  it('follows three redirects and no more, and checks each', async () => {
    expect(await (await outward('/hops?hops=3')).json()).toEqual({ is: 'json' })
    expect(await refusal(outward('/hops?hops=4'))).toBe('redirect')
    expect(await refusal(outward(`/to?address=${encodeURIComponent('https://169.254.169.254/')}`))).toBe('address')
    expect(await refusal(outward(`/to?address=${encodeURIComponent('http://example.org/')}`))).toBe('scheme')
    expect(await refusal(outward('/hops?hops=1', { method: 'POST', body: 'a=b' }))).toBe('redirect')
  })

  it('takes JSON alone, of a bounded size, whole within its time', async () => {
    expect(await refusal(outward('/html'))).toBe('type')
    expect(await refusal(outward('/large'))).toBe('size')
    expect(await refusal(outward('/silent'))).toBe('timeout')
    expect(await refusal(outward('/endless'))).toBe('timeout')
    expect(await refusal(guardedFetch()('https://nowhere.invalid/'))).toBe('network')
  })
})

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '2606:4700:4700::1111'])('knows %s as public', (address) => expect(isPublicAddress(address)).toBe(true))
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '198.18.0.1',
    '255.255.255.255',
    '::',
    '::127.0.0.1',
    '2002:a00:1::',
    '2001:0:a00::',
    'fe80::1',
    'ff02::1',
    'nonsense',
    '',
  ])('knows %s as not public', (address) => expect(isPublicAddress(address)).toBe(false))
})
