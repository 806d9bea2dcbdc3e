import { expect, test, vi } from 'vitest'
import { createMuxFetch, type StreamSocket } from './mux.ts'

const ORIGIN = 'http://localhost:4000'
const LISTEN = `${ORIGIN}/lake/v1/data/listen/production?query=*`

/** A socket whose other end is the test. */
class FakeSocket extends EventTarget {
  readonly sent: unknown[] = []
  readyState = 0
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
  }
  send(data: string): void {
    this.sent.push(JSON.parse(data))
  }
  close(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }
  accept(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  receive(message: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
}

function setUp({ silenceMs = 40_000 } = {}) {
  const sockets: FakeSocket[] = []
  const connect = (url: string): StreamSocket => {
    const socket = new FakeSocket(url)
    sockets.push(socket)
    // A DOM EventTarget takes any listener; the mux only adds those that it declares.
    return socket as unknown as StreamSocket
  }
  const plain = vi.fn<typeof globalThis.fetch>(async () => new Response('plain'))
  const fetch = createMuxFetch({ origin: ORIGIN, connect, fetch: plain, silenceMs })
  const socket = (index = 0): FakeSocket => {
    const found = sockets[index]
    if (!found) throw new Error(`No socket ${index}`)
    return found
  }
  return { fetch, plain, sockets, socket }
}

test('Everything but an event stream of our own origin is fetched as it comes', async () => {
  const { fetch, plain, sockets } = setUp()
  await fetch(`${ORIGIN}/lake/v1/data/query/production?query=*`)
  await fetch('https://elsewhere.example/v1/data/listen/production')
  expect(plain).toHaveBeenCalledTimes(2)
  expect(sockets).toHaveLength(0)
})

test('All streams of a tab share one socket, and each gets its own status and text', async () => {
  const { fetch, sockets, socket } = setUp()
  const first = fetch(LISTEN, { headers: { 'Last-Event-ID': 'tx#doc' } })
  const second = fetch(new URL(`${ORIGIN}/lake/v2021-03-25/data/live/events/production`))
  expect(socket().url).toBe('ws://localhost:4000/lake/streams')
  socket().accept()
  expect(sockets).toHaveLength(1)
  expect(socket().sent).toEqual([
    { op: 'open', id: 1, url: '/lake/v1/data/listen/production?query=*', lastEventId: 'tx#doc' },
    { op: 'open', id: 2, url: '/lake/v2021-03-25/data/live/events/production', lastEventId: null },
  ])
  socket().receive({ id: 2, status: 200 })
  socket().receive({ id: 1, status: 200 })
  socket().receive({ id: 1, chunk: 'event: welcome\n' })
  socket().receive({ id: 2, chunk: 'second' })
  socket().receive({ id: 1, chunk: 'data: {}\n\n' })
  socket().receive({ id: 1, end: true })
  socket().receive({ id: 2, end: true })
  expect((await first).headers.get('content-type')).toBe('text/event-stream')
  expect(await (await first).text()).toBe('event: welcome\ndata: {}\n\n')
  expect(await (await second).text()).toBe('second')
})

test('A refusal keeps its status, so that the client does not ask again', async () => {
  const { fetch, socket } = setUp()
  const answer = fetch(LISTEN)
  socket().accept()
  socket().receive({ id: 1, status: 401 })
  expect((await answer).status).toBe(401)
})

test('A lost socket ends open streams, fails unanswered ones, and the next stream makes another', async () => {
  const { fetch, sockets, socket } = setUp()
  const open = fetch(LISTEN)
  const unanswered = fetch(LISTEN)
  socket().accept()
  socket().receive({ id: 1, status: 200 })
  socket().receive({ id: 1, chunk: 'so far' })
  socket().close()
  expect(await (await open).text()).toBe('so far')
  await expect(unanswered).rejects.toThrow(TypeError)
  void fetch(LISTEN)
  expect(sockets).toHaveLength(2)
  socket(1).accept()
  expect(socket(1).sent).toMatchObject([{ op: 'open', id: 3 }])
})

test('A socket that has fallen silent counts as lost; a ping keeps it', async () => {
  vi.useFakeTimers()
  try {
    const { fetch, socket } = setUp({ silenceMs: 1_000 })
    const stream = fetch(LISTEN)
    socket().accept()
    socket().receive({ id: 1, status: 200 })
    vi.advanceTimersByTime(900)
    socket().receive({ ping: 1 })
    vi.advanceTimersByTime(900)
    expect(socket().readyState).toBe(1)
    vi.advanceTimersByTime(200)
    expect(socket().readyState).toBe(3)
    expect(await (await stream).text()).toBe('')
  } finally {
    vi.useRealTimers()
  }
})

test('An aborted stream is closed on the server and fails for its reader', async () => {
  const { fetch, socket } = setUp()
  const controller = new AbortController()
  const stream = fetch(LISTEN, { signal: controller.signal })
  socket().accept()
  socket().receive({ id: 1, status: 200 })
  const text = (await stream).text()
  controller.abort()
  await expect(text).rejects.toThrow('aborted')
  expect(socket().sent).toEqual([expect.objectContaining({ op: 'open' }), { op: 'close', id: 1 }])
  // What was under way when it was closed is not for anybody.
  socket().receive({ id: 1, chunk: 'late' })
})

test('A stream that is aborted beforehand or before its answer never begins', async () => {
  const { fetch, sockets, socket } = setUp()
  await expect(fetch(LISTEN, { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  expect(sockets).toHaveLength(0)
  const controller = new AbortController()
  const stream = fetch(LISTEN, { signal: controller.signal })
  controller.abort()
  await expect(stream).rejects.toThrow('aborted')
  socket().accept()
  expect(socket().sent).toEqual([expect.objectContaining({ op: 'open', id: 1 }), { op: 'close', id: 1 }])
})

test('A reader who cancels the body closes the stream', async () => {
  const { fetch, socket } = setUp()
  const stream = fetch(LISTEN)
  socket().accept()
  socket().receive({ id: 1, status: 200 })
  await (await stream).body?.cancel()
  expect(socket().sent.at(-1)).toEqual({ op: 'close', id: 1 })
})
