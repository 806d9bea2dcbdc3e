import { once } from 'node:events'
import { connect } from 'node:net'
import type { ListenEvent } from '@sanity/client'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { startListeningLake, type ListeningLake } from '#tests/support/lake-server.ts'
import { Heard } from '#tests/support/listening.ts'
import { startLakeServer } from '#lib/server/lake-server.ts'

let lake: ListeningLake

beforeAll(async () => {
  lake = await startListeningLake({ identify: async () => null })
})

afterAll(() => lake.close())

test.each(['/v1/ping', '/lake/v1/ping'])('The lake alone answers %s', async (path) => {
  const answer = await fetch(lake.origin + path)
  expect(await answer.json()).toMatchObject({ pong: true })
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('The lake alone has no site, no Studio and nobody who signs in: what is no address of the lake is 404, a cookie is nobody’s', async () => {
  for (const path of ['/', '/studio', '/sign-in', '/api/draft-mode/enable']) expect((await fetch(lake.origin + path)).status).toBe(404)
  const answer = await fetch(`${lake.origin}/v2025-02-19/users/me`, { headers: { cookie: 'person=administrator' } })
  expect(answer.status).toBe(401)
})

test('A token writes to the lake alone, and hears of it by an event stream', async () => {
  const client = lake.client('editor').withConfig({ apiHost: lake.origin, resolveFetch: () => fetch })
  const heard = new Heard<ListenEvent<Record<string, unknown>>>(
    client.listen('*[_type == "note"]', {}, { events: ['welcome', 'mutation'] }),
  )
  onTestFinished(() => heard.stop())
  await heard.first((event) => event.type === 'welcome')
  await client.create({ _id: 'heard', _type: 'note' })
  expect(await heard.first((event) => event.type === 'mutation')).toMatchObject({ documentId: 'heard' })
})

/** Opens a socket of the lake alone, and collects what it says. */
async function open(path: string): Promise<{ socket: WebSocket; next: () => Promise<unknown> }> {
  const socket = new WebSocket(lake.origin.replace('http', 'ws') + path, {
    origin: lake.origin,
    headers: { authorization: 'Bearer editor-token' },
  })
  onTestFinished(() => socket.close())
  await once(socket, 'open')
  return {
    socket,
    async next() {
      const [data] = (await once(socket, 'message')) as [Buffer]
      return JSON.parse(data.toString())
    },
  }
}

test.each(['', '/lake'])('Event streams of one tab share a socket of the lake alone, at %s/streams', async (mount) => {
  const { socket, next } = await open(`${mount}/streams`)
  const said = next()
  socket.send(JSON.stringify({ op: 'open', id: 1, url: '/lake/v2025-02-19/data/listen/production?query=*' }))
  expect(await said).toEqual({ id: 1, status: 200 })
})

test.each(['', '/lake'])('Presence has a socket of the lake alone, at %s/v…/socket', async (mount) => {
  const { socket, next } = await open(`${mount}/v2022-06-30/socket/production`)
  const said = next()
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'presence_subscribe', params: { apiVersion: 'v1' } }))
  expect(await said).toMatchObject({ jsonrpc: '2.0', id: 1, result: expect.any(String) })
})

test('Half a request does not hinder the next, and what is no HTTP is refused', async () => {
  const half = connect(lake.port, '127.0.0.1')
  onTestFinished(() => void half.destroy())
  half.write('POST /v2025-02-19/data/mutate/production HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"mut')
  const wrong = connect(lake.port, '127.0.0.1')
  wrong.write('HELO lake\r\n\r\n')
  const [said] = (await once(wrong, 'data')) as [Buffer]
  expect(said.toString()).toMatch(/^HTTP\/1\.1 400 /)
  expect((await fetch(`${lake.origin}/v1/ping`)).status).toBe(200)
})

test('When the lake alone closes, its event streams end and its port is free', async () => {
  const server = await startLakeServer({ lake: lake.lake, origin: lake.origin, port: 0, host: '127.0.0.1' })
  const stream = await fetch(`${server.address}/v2025-02-19/data/live/events/production`)
  const read = stream.text()
  await server.close()
  expect(await read).toContain('retry:')
  await expect(fetch(`${server.address}/v1/ping`)).rejects.toThrow('fetch failed')
})
