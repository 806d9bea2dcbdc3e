import { z } from 'zod'
import { EarlyFrames } from './early-frames.ts'
import { standingOfSocket, turnAway, watchedAlready, watchRights, type SocketHost } from './session-watch.ts'
import { parseJson } from '../json-text.ts'
import type { Socket } from '../settings.ts'

const mostStreams = 100
const pingInterval = 15_000
/** What may wait in a socket for a slow reader before it is closed, bytes. */
const mostBuffered = 8 * 1024 * 1024
/** So many pings may pass while one frame does not go out before the socket of a tab that does not read is closed. */
const mostPingsStuck = 2
const longestFrame = 64 * 1024

/** Only event streams travel here; all else is an ordinary request. */
const streamPath = /\/(?:data\/(?:listen|live\/events)\/[^/]+|projects\/[^/]+\/datasets\/[^/]+\/(?:listen|live\/events))$/

const streamId = z.union([z.int().nonnegative(), z.string().min(1).max(100)])
const frame = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('open'),
    id: streamId,
    url: z.string().max(longestFrame),
    lastEventId: z
      .string()
      .max(1_000)
      .regex(/^[\x20-\x7e]*$/)
      .nullish(),
  }),
  z.strictObject({ op: z.literal('close'), id: streamId }),
])
type Frame = z.infer<typeof frame>
type StreamId = Frame['id']

/** What the streams of a socket need of the lake. */
export interface StreamHost extends SocketHost {
  readonly handle: (request: Request) => Promise<Response>
}

/** All the event streams of one browser tab, over one WebSocket: a browser allows six HTTP/1.1 connections a host, and the Studio
 *  needs more streams than that. The tab sends `{op:'open',id,url,lastEventId}` and `{op:'close',id}`; it gets `{id,status}` once,
 *  then `{id,chunk}` with raw event-stream text, `{id,end:true}` when the lake ends that stream alone, and `{ping:1}` every 15 s. */
class Streams {
  readonly #host: StreamHost
  readonly #socket: Socket
  readonly #upgrade: Request
  readonly #open = new Map<StreamId, AbortController>()
  /** Frames that have not gone to the network, with the pings since. */
  readonly #underWay = new Set<{ pings: number }>()
  #closed = false

  constructor(host: StreamHost, socket: Socket, upgrade: Request) {
    this.#host = host
    this.#socket = socket
    this.#upgrade = upgrade
    const end = (): void => this.#close(1012, 'The lake is closing')
    const ping = setInterval(() => this.#ping(), pingInterval)
    ping.unref()
    host.closing.addEventListener('abort', end, { once: true })
    socket.on('close', () => {
      clearInterval(ping)
      host.closing.removeEventListener('abort', end)
      this.#stop()
    })
  }

  /** Rights that change end all streams; the tab opens them anew, with what it may see then. */
  async watch(): Promise<void> {
    const standing = (): Promise<string | null> => standingOfSocket(this.#host, this.#upgrade)
    const stop = watchRights(standing, pingInterval, () => this.#close(1008, 'The session or its roles have changed'))
    this.#socket.on('close', stop)
    // A token that is not known opens nothing, and needs not be watched.
    if ((await standing().catch(() => '')) === null) this.#close(1008, 'This token is not known here')
  }

  #stop(): void {
    this.#closed = true
    for (const stream of this.#open.values()) stream.abort()
    this.#open.clear()
  }

  #close(code: number, reason: string): void {
    if (this.#closed) return
    this.#stop()
    this.#socket.close(code, reason)
  }

  #send(message: object): void {
    if (this.#closed) return
    if (this.#socket.bufferedAmount > mostBuffered) this.#close(1013, 'The reader is too slow')
    else this.#socket.send(JSON.stringify(message))
  }

  /** Sends `message`, and resolves when it has gone to the network: whoever waits for that lets no more than a frame pile up here. */
  async #sendAndWait(message: object): Promise<void> {
    if (this.#closed) return
    const frame = { pings: 0 }
    this.#underWay.add(frame)
    await new Promise<void>((resolve) => this.#socket.send(JSON.stringify(message), () => resolve()))
    this.#underWay.delete(frame)
  }

  #ping(): void {
    for (const frame of this.#underWay) if ((frame.pings += 1) > mostPingsStuck) return this.#close(1013, 'The reader is too slow')
    this.#send({ ping: 1 })
  }

  receive(text: string): void {
    if (this.#closed) return
    const message = parseFrame(text)
    if (!message || (message.op === 'open' && this.#open.has(message.id))) return this.#close(1008, 'A frame that has no meaning')
    if (message.op === 'open') this.#serve(message).catch((error: unknown) => console.error('An event stream of the lake failed:', error))
    else {
      this.#open.get(message.id)?.abort()
      this.#open.delete(message.id)
    }
  }

  async #serve(message: Frame & { op: 'open' }): Promise<void> {
    const { id } = message
    const address = this.#address(message.url)
    if (!address) return this.#send({ id, status: 404 })
    if (this.#open.size >= mostStreams) return this.#send({ id, status: 429 })
    const stream = new AbortController()
    this.#open.set(id, stream)
    try {
      const response = await this.#host.handle(this.#request(address, message.lastEventId ?? '', stream.signal))
      if (stream.signal.aborted) {
        await response.body?.cancel()
        return
      }
      this.#send({ id, status: response.status })
      if (response.ok && response.body) await this.#pump(id, response.body, stream.signal)
      else await response.body?.cancel()
    } finally {
      if (!stream.signal.aborted) this.#open.delete(id)
    }
  }

  #address(url: string): URL | null {
    const { origin } = this.#host.settings
    if (!URL.canParse(url, origin)) return null
    const address = new URL(url, origin)
    return address.origin === origin && streamPath.test(address.pathname) ? address : null
  }

  /** The request that the tab would have made, authorised by what the upgrade carried. */
  #request(address: URL, lastEventId: string, signal: AbortSignal): Request {
    const headers = new Headers({ accept: 'text/event-stream' })
    for (const name of ['cookie', 'authorization', 'origin']) {
      const value = this.#upgrade.headers.get(name)
      if (value !== null) headers.set(name, value)
    }
    if (lastEventId !== '') headers.set('last-event-id', lastEventId)
    return watchedAlready(new Request(address, { headers, signal }))
  }

  async #pump(id: StreamId, body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    const decoder = new TextDecoder()
    const reader = body.getReader()
    signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true })
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done || signal.aborted) break
        const chunk = decoder.decode(value, { stream: true })
        // Half a character decodes to nothing yet.
        if (chunk !== '') await this.#sendAndWait({ id, chunk })
      }
    } catch {
      // Broken off: the tab was too slow. It opens the stream anew, with what it got last.
    } finally {
      if (!signal.aborted) this.#send({ id, end: true })
    }
  }
}

function parseFrame(text: string): Frame | null {
  if (text.length > longestFrame) return null
  try {
    return frame.parse(parseJson(text))
  } catch {
    return null
  }
}

/** Serves the event streams that the tab behind `socket` asks for, each authorised as its own request would be, until the socket closes.
 *  It is closed with 1008 for a wrong origin, a frame without meaning or rights that changed, and with 1013 when the tab reads too slowly. */
export function serveStreams(host: StreamHost, socket: Socket, upgrade: Request): void {
  if (host.closing.aborted) return socket.close(1012, 'The lake is closing')
  const frames = new EarlyFrames(socket)
  let isOpen = true
  socket.on('close', () => (isOpen = false))
  host.mayOpen(upgrade).then(
    (may) => {
      if (!may) return turnAway(socket)
      if (!isOpen) return
      const streams = new Streams(host, socket, upgrade)
      void streams.watch()
      frames.handTo((text) => streams.receive(text))
    },
    (error: unknown) => {
      console.error('The lake could not learn which origins are allowed:', error)
      socket.close(1011, 'The lake could not learn who asks')
    },
  )
}
