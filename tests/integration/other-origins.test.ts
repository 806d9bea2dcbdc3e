import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { startListeningLake, type ListeningLake } from '#tests/support/lake-server.ts'
import { TestSocket } from '#tests/support/sockets.ts'
import { type SiteOnLake, serveSiteOn } from '#tests/support/site-on-lake.ts'

// A Studio that is served from elsewhere, by its requests: what its browser sends, and what it lets the page read.

const WITH_CREDENTIALS = 'https://studio.example'
const WITHOUT = 'https://plain.example'

let lake: ListeningLake
let site: SiteOnLake

beforeAll(async () => {
  lake = await startListeningLake()
  site = await serveSiteOn(lake, 'production')
  await allow(WITH_CREDENTIALS, true)
  await allow(WITHOUT, false)
})

afterAll(async () => {
  await site.close()
  await lake.close()
})

const allow = async (origin: string, allowCredentials: boolean): Promise<number> =>
  (
    await lake
      .client('administrator')
      .request<{ id: number }>({ method: 'POST', url: '/projects/local/cors', body: { origin, allowCredentials } })
  ).id

describe.each([
  ['the lake alone', () => lake.origin],
  ['the site', () => site.origin],
])('From another origin, at %s', (_where, at) => {
  const upgrade = (path: string, origin: string | undefined, headers: Record<string, string> = {}): WebSocket => {
    const socket = new WebSocket(at().replace('http', 'ws') + path, { ...(origin !== undefined && { origin }), headers })
    onTestFinished(() => socket.terminate())
    return socket
  }
  const closed = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0]
  const next = async (socket: WebSocket): Promise<unknown> => JSON.parse(String(((await once(socket, 'message')) as [Buffer])[0]))
  const cookie = { cookie: 'person=editor' }
  const streams = '/lake/streams'
  const presence = '/lake/v2022-06-30/socket/production'
  const opened = async (socket: WebSocket): Promise<number> => {
    const refused = once(socket, 'unexpected-response').then(([, answer]) => (answer as { statusCode: number }).statusCode)
    return await Promise.race([once(socket, 'open').then(() => 101), refused])
  }

  it('Streams of a tab come over one socket to an origin that is allowed with credentials, with the rights of its cookie', async () => {
    const socket = await new TestSocket(upgrade(streams, WITH_CREDENTIALS, cookie)).opened()
    socket.send({ op: 'open', id: 1, url: '/lake/v2025-02-19/data/listen/production?query=*&includeAllVersions=true' })
    expect(await socket.take(() => true)).toEqual({ id: 1, status: 200 })
    await socket.take(({ chunk }) => String(chunk).includes('event: welcome'))
    await lake.client('editor').create({ _id: `drafts.${crypto.randomUUID()}`, _type: 'note' })
    expect(await socket.take(({ chunk }) => String(chunk).includes('event: mutation'))).toMatchObject({ id: 1 })
  })

  it('Presence is to be had there by cookie, and by the token that a Studio without one shows first', async () => {
    const byCookie = upgrade(presence, WITH_CREDENTIALS, cookie)
    await once(byCookie, 'open')
    byCookie.send(JSON.stringify({ jsonrpc: '2.0', id: 'a', method: 'presence_subscribe', params: {} }))
    expect(await next(byCookie)).toMatchObject({ id: 'a', result: expect.any(String) })
    const byToken = upgrade(presence, WITH_CREDENTIALS)
    await once(byToken, 'open')
    byToken.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'authorization', params: { authorization: 'Bearer editor-token' } }))
    expect(await next(byToken)).toEqual({ jsonrpc: '2.0', id: 1, result: true })
    byToken.send(JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'presence_subscribe', params: {} }))
    expect(await next(byToken)).toMatchObject({ id: 2, result: expect.any(String) })
  })

  it('Who shows no cookie and no token that is known sees nobody', async () => {
    const call = (params: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'authorization', params })
    for (const first of [call({ authorization: 'Bearer of-nobody' }), call({}), 'not JSON', '{"id":1,"method":"presence_subscribe"}']) {
      const socket = upgrade(presence, WITH_CREDENTIALS)
      await once(socket, 'open')
      socket.send(first)
      expect(await closed(socket), first).toBe(1008)
    }
  })

  it.each([
    ['an origin that is not allowed', 'https://evil.example'],
    ['one that is allowed without credentials', WITHOUT],
    ['one that looks like one that is allowed', `${WITH_CREDENTIALS}.evil.example`],
    ['a page in a sandbox', 'null'],
    ['no origin at all', undefined],
  ])('No socket is opened for %s, whatever cookie its browser sends', async (_what, origin) => {
    expect(await opened(upgrade(streams, origin, cookie))).toBe(403)
    expect(await opened(upgrade(presence, origin, cookie))).toBe(403)
  })

  it('A program opens a socket by its token and names no origin', async () => {
    expect(await opened(upgrade(streams, undefined, { authorization: 'Bearer editor-token' }))).toBe(101)
  })

  it('An event stream is let through to pages of an allowed origin, and to no others', async () => {
    const url = `${at()}/lake/v2025-02-19/data/listen/production?query=*`
    const ask = async (origin: string, method: string): Promise<Headers> => {
      const ending = new AbortController()
      const headers = { origin, ...cookie, 'access-control-request-headers': 'authorization,last-event-id' }
      const answer = await fetch(url, { method, headers, signal: ending.signal })
      expect(answer.ok).toBe(true)
      ending.abort()
      return answer.headers
    }
    for (const method of ['OPTIONS', 'GET']) {
      const allowed = await ask(WITH_CREDENTIALS, method)
      expect(allowed.get('access-control-allow-origin')).toBe(WITH_CREDENTIALS)
      expect(allowed.get('access-control-allow-credentials')).toBe('true')
      expect((await ask('https://evil.example', method)).get('access-control-allow-origin')).toBeNull()
    }
    expect((await ask(WITH_CREDENTIALS, 'OPTIONS')).get('access-control-allow-headers')).toBe('authorization,last-event-id')
  })
})

it('A socket is closed when its origin is allowed no longer', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const origin = 'https://for-a-while.example'
  const id = await allow(origin, true)
  const socket = new WebSocket(`${lake.origin.replace('http', 'ws')}/lake/streams`, { origin, headers: { cookie: 'person=editor' } })
  await once(socket, 'open')
  let code = 0
  socket.once('close', (given) => (code = given))
  await lake.client('administrator').request({ method: 'DELETE', url: `/projects/local/cors/${id}` })
  await vi.waitFor(() => {
    vi.advanceTimersByTime(15_000)
    expect(code).toBe(1008)
  })
})
