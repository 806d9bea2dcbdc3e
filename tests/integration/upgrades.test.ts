import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import type { Lake, Socket } from '#lib/content-lake/settings.ts'
import { closeServer, listen } from '#lib/server/http-server.ts'
import { createUpgrades, type Upgrades } from '#lib/server/upgrades.ts'

let server: Server
let upgrades: Upgrades
let origin: string

/** Says which socket it is and whose, then says everything again that it hears. */
const echo = (name: string) => (socket: Socket, request: Request) => {
  socket.send(`${name} ${new URL(request.url).pathname} ${request.headers.get('cookie')}`)
  socket.on('message', (data) => socket.send(data.toString()))
}

const lake: Lake = {
  handle: async () => new Response(),
  mayOpenSocket: async (upgrade) => upgrade.headers.get('origin') === origin,
  serveStreams: echo('streams'),
  servePresence: echo('presence'),
  onChange: () => () => {},
  forget: async () => {},
  join: async () => {},
  keptOf: async () => ({ pseudonyms: [], transactions: 0, settings: [] }),
  onGap: () => () => {},
  newest: () => 0,
  isCurrent: () => true,
  confirm: async () => true,
  close: async () => {},
}

beforeAll(async () => {
  server = createServer()
  const port = await listen(server, 0, '127.0.0.1')
  origin = `http://127.0.0.1:${port}`
  upgrades = createUpgrades(lake, origin)
  server.on('upgrade', (message, socket, head) => upgrades.handle(message, socket, head))
})

afterAll(async () => {
  upgrades.close()
  await closeServer(server, 100)
})

const open = (path: string, options: ClientOptions = { origin }) => new WebSocket(origin.replace('http', 'ws') + path, options)

const firstMessage = (socket: WebSocket) =>
  new Promise<string>((resolve, reject) => {
    socket.once('message', (data: Buffer) => resolve(data.toString()))
    socket.once('error', reject)
  })

const closeCode = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve))

test.each([
  ['/lake/streams', 'streams'],
  ['/lake/v2022-06-30/socket/production?tag=sanity.studio', 'presence'],
  ['/lake://local.undefined/v2022-06-30/socket/production', 'presence'],
])('%s reaches the lake as %s, with the cookie of the upgrade', async (path, name) => {
  const socket = open(path, { origin, headers: { cookie: 'session=1' } })
  expect(await firstMessage(socket)).toBe(`${name} ${path.split('?')[0]} session=1`)
  socket.close()
})

test.each([
  ['/lake/streams', 'https://evil.example', 403],
  ['/lake/streams', undefined, 403],
  ['/lake/v1/socket/production', 'null', 403],
  ['/elsewhere', 'same', 404],
  ['/lake/streams/more', 'same', 404],
  ['/%ff', 'same', 400],
])('An upgrade of %s from the origin %s is refused with %i', async (path, from, status) => {
  const socket = open(path, from === undefined ? {} : { origin: from === 'same' ? origin : from })
  await expect(firstMessage(socket)).rejects.toThrow(`Unexpected server response: ${status}`)
})

test('A frame over the limit closes its socket, and no other', async () => {
  const [loud, quiet] = [open('/lake/streams'), open('/lake/streams')]
  await Promise.all([firstMessage(loud), firstMessage(quiet)])
  loud.on('error', () => {})
  loud.send('x'.repeat(300 * 1024))
  expect(await closeCode(loud)).toBe(1009)
  quiet.send('still here')
  expect(await firstMessage(quiet)).toBe('still here')
  quiet.close()
})

test('When the server goes away, it says so', async () => {
  const socket = open('/lake/streams')
  await firstMessage(socket)
  upgrades.close()
  expect(await closeCode(socket)).toBe(1001)
})
