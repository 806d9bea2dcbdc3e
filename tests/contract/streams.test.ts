import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serveStreams } from '#lib/content-lake/events/streams.ts'
import type { Identity, LakeSettings } from '#lib/content-lake/settings.ts'
import { ORIGIN, PEOPLE } from '#tests/support/lake.ts'
import { serveSockets, type SocketServer, type TestSocket } from '#tests/support/sockets.ts'

const settings: LakeSettings = {
  projectId: 'local',
  dataset: 'production',
  get pool(): never {
    throw new Error('The wire needs no database')
  },
  assetsDirectory: '',
  origin: ORIGIN,
  identify: async () => null,
  people: async () => [],
  tokens: new Map(),
}

interface Opened {
  readonly request: Request
  readonly write: (text: string | Uint8Array<ArrayBuffer>) => void
  readonly end: () => void
  readonly cancelled: Promise<void>
  /** How many of the chunks were taken. */
  readonly taken: () => number
}

/** The wire alone: what the lake answers is played by the test, so that each moment can be chosen. */
describe('the event streams of one tab on one socket', () => {
  const listen = '/lake/v2025-02-19/data/listen/production?query=*'
  let closing: AbortController
  let sockets: SocketServer
  let opened: Opened[]
  let waiting: ((stream: Opened) => void)[]
  let identity: Identity | null
  let status: number

  function handle(request: Request): Promise<Response> {
    if (status !== 200) return Promise.resolve(new Response('{}', { status }))
    let written = 0
    let waits = 0
    const { promise: cancelled, resolve: cancel } = Promise.withResolvers<void>()
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const stream: Opened = {
          request,
          write: (text) => {
            written += 1
            controller.enqueue(typeof text === 'string' ? new TextEncoder().encode(text) : text)
            waits = 1 - (controller.desiredSize ?? 0)
          },
          taken: () => written - (1 - (controller.desiredSize ?? waits)),
          end: () => controller.close(),
          cancelled,
        }
        opened.push(stream)
        waiting.splice(0).forEach((tell) => tell(stream))
      },
      cancel: () => cancel(),
    })
    return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
  }
  /** The next stream that the lake is asked for, begun by `open`. */
  const nextStream = (open: () => void): Promise<Opened> =>
    new Promise((resolve) => {
      waiting.push(resolve)
      open()
    })

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    closing = new AbortController()
    opened = []
    waiting = []
    identity = PEOPLE.editor
    status = 200
    const mayOpen = async (upgrade: Request): Promise<boolean> => upgrade.headers.get('origin') === ORIGIN
    const host = { settings, closing: closing.signal, handle, standingOf: async () => JSON.stringify(identity), mayOpen }
    sockets = await serveSockets((socket, upgrade) => serveStreams(host, socket, upgrade))
  })
  afterEach(async () => {
    vi.useRealTimers()
    await sockets.close()
  })

  const connect = (headers: Record<string, string> = {}): Promise<TestSocket> => sockets.connect('/lake/streams', 'editor', headers)
  const start = async (socket: TestSocket, id: number | string): Promise<Opened> => {
    const stream = await nextStream(() => socket.send({ op: 'open', id, url: listen }))
    expect(await socket.take((message) => message.id === id)).toEqual({ id, status: 200 })
    return stream
  }

  it('Each stream is asked for as the tab would ask, with its cookie and its last event id', async () => {
    const socket = await connect()
    const stream = await nextStream(() => socket.send({ op: 'open', id: 7, url: `${ORIGIN}${listen}`, lastEventId: 'tx#sheet' }))
    expect(stream.request.url).toBe(`${ORIGIN}${listen}`)
    expect(Object.fromEntries(stream.request.headers)).toEqual({
      accept: 'text/event-stream',
      cookie: 'person=editor',
      origin: ORIGIN,
      'last-event-id': 'tx#sheet',
    })
  })

  it('Chunks of several streams travel whole and in order, a character cut in two included', async () => {
    const socket = await connect()
    const one = await start(socket, 1)
    const other = await start(socket, 'b')
    one.write('event: welcome\n')
    other.write(Uint8Array.of(0xe2, 0x99))
    other.write(Uint8Array.of(0xa5))
    expect(await socket.take((message) => message.id === 1)).toEqual({ id: 1, chunk: 'event: welcome\n' })
    expect(await socket.take((message) => message.id === 'b' && message.chunk !== '')).toEqual({ id: 'b', chunk: '♥' })
  })

  it('A stream that the tab closes is cancelled, and its number can be used again', async () => {
    const socket = await connect()
    const first = await start(socket, 1)
    socket.send({ op: 'close', id: 1 })
    await first.cancelled
    const second = await start(socket, 1)
    second.write('x')
    expect(await socket.take((message) => message.id === 1)).toEqual({ id: 1, chunk: 'x' })
  })

  it('A stream that the lake ends is reported ended, alone', async () => {
    const socket = await connect()
    const one = await start(socket, 1)
    const other = await start(socket, 2)
    one.end()
    expect(await socket.take((message) => message.end === true)).toEqual({ id: 1, end: true })
    other.write('still here')
    expect(await socket.take((message) => message.id === 2)).toEqual({ id: 2, chunk: 'still here' })
  })

  it('The real status of a refusal is passed on, and nothing after it', async () => {
    status = 401
    const socket = await connect()
    socket.send({ op: 'open', id: 1, url: listen })
    expect(await socket.take((message) => message.id === 1)).toEqual({ id: 1, status: 401 })
    socket.send({ op: 'open', id: 1, url: listen })
    expect(await socket.take((message) => message.id === 1)).toEqual({ id: 1, status: 401 })
    expect(socket.left).toEqual([])
  })

  it('What is no event stream of ours is not asked for', async () => {
    const socket = await connect()
    const urls = [
      'http://elsewhere.test/lake/v1/data/listen/production',
      '/lake/v1/data/query/production?query=*',
      '/lake/v1/data/export/production',
      '//elsewhere.test/data/listen/x',
      'http://[',
      '',
    ]
    for (const [id, url] of urls.entries()) {
      socket.send({ op: 'open', id, url })
      expect(await socket.take((message) => message.id === id), url).toEqual({ id, status: 404 })
    }
    expect(opened).toEqual([])
  })

  it.each([
    ['no JSON', '{'],
    ['no operation', '{"id":1}'],
    ['an unknown operation', '{"op":"eval","id":1}'],
    ['a number that is none', '{"op":"close","id":{}}'],
    ['an unknown attribute', `{"op":"open","id":1,"url":"${listen}","headers":{}}`],
    ['a last event id with a line break', JSON.stringify({ op: 'open', id: 1, url: listen, lastEventId: 'a\r\ncookie: b' })],
    ['an address over the limit', JSON.stringify({ op: 'open', id: 1, url: `${listen}${'x'.repeat(70_000)}` })],
  ])('A frame with %s closes the socket', async (_name, text) => {
    const socket = await connect()
    socket.send(text)
    expect((await socket.closed()).code).toBe(1008)
    expect(opened).toEqual([])
  })

  it('A number in use twice closes the socket and cancels its streams', async () => {
    const socket = await connect()
    const stream = await start(socket, 1)
    socket.send({ op: 'open', id: 1, url: listen })
    expect((await socket.closed()).code).toBe(1008)
    await stream.cancelled
  })

  it('The hundred and first stream is refused with 429', async () => {
    const socket = await connect()
    for (let id = 0; id < 100; id++) await start(socket, id)
    socket.send({ op: 'open', id: 100, url: listen })
    expect(await socket.take((message) => message.id === 100)).toEqual({ id: 100, status: 429 })
    socket.send({ op: 'close', id: 50 })
    await start(socket, 101)
  })

  it('A tab that does not read is closed, not buffered without bound', async () => {
    const socket = await connect()
    const stream = await start(socket, 1)
    socket.pause()
    // What it does not take in stays where it is, whose bound is the stream's own; and after three pings it is given up.
    for (let sent = 0; sent < 16; sent++) stream.write('x'.repeat(1024 * 1024))
    await vi.waitFor(() => expect(stream.taken()).toBeGreaterThan(0))
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(stream.taken()).toBeLessThan(16)
    vi.advanceTimersByTime(45_000)
    await stream.cancelled
    socket.resume()
    expect((await socket.closed()).code).toBe(1013)
  })

  it('A tab that goes away ends all its streams', async () => {
    const socket = await connect()
    const streams = [await start(socket, 1), await start(socket, 2)]
    socket.close()
    await expect(Promise.all(streams.map((stream) => stream.cancelled))).resolves.toHaveLength(2)
  })

  it('Every 15 s comes a ping', async () => {
    const socket = await connect()
    await start(socket, 1)
    vi.advanceTimersByTime(15_000)
    expect(await socket.take((message) => 'ping' in message)).toEqual({ ping: 1 })
  })

  it('Signing out, or losing a role, ends what was opened with it', async () => {
    for (const next of [null, { ...PEOPLE.editor, roles: [] }]) {
      identity = PEOPLE.editor
      const socket = await connect()
      const stream = await start(socket, 1)
      identity = next
      vi.advanceTimersByTime(15_000)
      expect((await socket.closed()).code).toBe(1008)
      await stream.cancelled
    }
  })

  it('Another origin is turned away, and so is everyone once the lake closes', async () => {
    expect((await (await connect({ origin: 'http://elsewhere.test' })).closed()).code).toBe(1008)
    const socket = await connect()
    const stream = await start(socket, 1)
    closing.abort()
    expect((await socket.closed()).code).toBe(1012)
    await stream.cancelled
    expect((await (await connect()).closed()).code).toBe(1012)
  })
})
