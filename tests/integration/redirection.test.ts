import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Agent, fetch, ProxyAgent } from 'undici'
import { listen } from '#lib/server/http-server.ts'
import { type Redirection, startRedirection } from '#lib/redirection/redirection.ts'

let lake: Server
let origin: string
let asked: IncomingMessage[]
let refused: string[]
let redirection: Redirection
let agent: ProxyAgent

beforeAll(async () => {
  lake = createServer((message, reply) => {
    asked.push(message)
    message.pipe(reply)
  })
  origin = `http://localhost:${await listen(lake, 0, '127.0.0.1')}`
})

afterAll(() => void lake.close())

beforeEach(async () => {
  asked = []
  refused = []
  await open(origin)
})

afterEach(async () => {
  await agent.close()
  redirection.close()
})

async function open(ownOrigin: string, at = origin) {
  redirection = await startRedirection({
    lake: new URL(`${at.replace('localhost', '127.0.0.1')}/lake`),
    origin: ownOrigin,
    onRefused: (host) => refused.push(host),
  })
  agent = new ProxyAgent({ uri: redirection.url, requestTls: { ca: redirection.certificate } })
}

const ask = (url: string, init: Parameters<typeof fetch>[1] = {}) => fetch(url, { ...init, dispatcher: agent })

test.each([
  ['https://abc123.api.sanity.io/v2025-02-19/data/query/production?query=1', '/lake/v2025-02-19/data/query/production?query=1', 'abc123'],
  ['https://abc123.apicdn.sanity.io/v1/ping', '/lake/v1/ping', 'abc123'],
  ['https://api.sanity.io/v2021-06-07/projects', '/lake/v2021-06-07/projects', undefined],
  ['https://cdn.sanity.io/images/abc123/production/a-1x1.png?w=1', '/lake/images/abc123/production/a-1x1.png?w=1', undefined],
  // The addresses that @sanity/migrate makes.
  ['https://abc123.api.sanity.io//v2021-03-25/data/export/production', '/lake/v2021-03-25/data/export/production', 'abc123'],
])('%s is asked of the lake', async (url, path, project) => {
  const answer = await ask(url, { method: 'POST', body: 'what was sent', headers: { authorization: 'Bearer a-token' } })
  expect(await answer.text()).toBe('what was sent')
  expect(asked[0]?.url).toBe(path)
  expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer a-token', host: new URL(origin).host })
  expect(asked[0]?.headers['x-sanity-project-id']).toBe(project)
})

test.each([
  'https://example.com/',
  'https://sanity.io.example.com/',
  'https://api.sanity.io.example.com/',
  'https://www.sanity.io/',
  'http://example.com/',
])('%s is refused, and nothing is asked of anybody', async (url) => {
  // undici asks a tunnel even for what is not encrypted.
  await expect(ask(url)).rejects.toThrow('fetch failed')
  expect(refused).toEqual([`${new URL(url).hostname}${url.startsWith('http:') ? ':80' : ''}`])
  expect(asked).toEqual([])
})

test('Who asks a proxy without a tunnel is refused in words', async () => {
  const answer = await fetch(redirection.url, { dispatcher: new Agent() })
  expect(answer.status).toBe(403)
  const socket = connect(Number(new URL(redirection.url).port), '127.0.0.1')
  socket.end('GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n')
  const [said] = (await once(socket, 'data')) as [Buffer]
  expect(said.toString()).toContain('example.com is not reached from here')
})

test('Pictures under the address of the lake itself are fetched from it, encrypted or not', async () => {
  expect((await ask(`${origin}/lake/images/local/production/a-1x1.png`)).status).toBe(200)
  redirection.close()
  await open('https://facts.example.org')
  expect((await ask('https://facts.example.org/lake/files/local/production/a.txt')).status).toBe(200)
  expect(asked.map(({ url }) => url)).toEqual(['/lake/images/local/production/a-1x1.png', '/lake/files/local/production/a.txt'])
  expect(asked[1]?.headers.host).toBe('facts.example.org')
})

test('A program that was not handed the certificate does not believe the redirection', async () => {
  const unaware = new ProxyAgent({ uri: redirection.url })
  await expect(fetch('https://abc123.api.sanity.io/v1/ping', { dispatcher: unaware })).rejects.toMatchObject({
    cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  })
  await unaware.close()
})

test('While no lake listens, the answer says so', async () => {
  redirection.close()
  await open(origin, 'http://127.0.0.1:1')
  const answer = await ask('https://abc123.api.sanity.io/v1/ping')
  expect(answer.status).toBe(502)
  expect(await answer.json()).toMatchObject({ statusCode: 502, message: expect.stringContaining('npm run lake') })
})
