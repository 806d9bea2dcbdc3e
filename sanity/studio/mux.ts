/** The part of a browser's WebSocket that the streams use. */
export interface StreamSocket {
  readonly readyState: number
  send(data: string): void
  close(): void
  addEventListener(type: 'open' | 'close', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}

export interface MuxOptions {
  /** Our own origin, such as `http://localhost:3000`; only its event streams go through the socket. */
  readonly origin: string
  /** Makes the socket; tests give their own. */
  readonly connect?: (url: string) => StreamSocket
  /** Carries all that is not an event stream. */
  readonly fetch?: typeof globalThis.fetch
  /** After so long without a word from the server, which pings each 15 s, the socket counts as dead. */
  readonly silenceMs?: number
}

const STREAM_PATH = /\/data\/(?:listen|live\/events)\/[^/]+$/
const SOCKET_PATH = '/lake/streams'
const OPEN = 1

/** A stream that was asked for, until its body ends. */
interface Stream {
  /** Called once, with the status that the stream was answered with. */
  answer(status: number): void
  chunk(text: string): void
  /** Ends the body, or fails the request if it was not answered yet. */
  end(): void
}

type Message = { ping: 1 } | { id: number; status: number } | { id: number; chunk: string } | { id: number; end: true }

/**
 * A `fetch` that carries every event stream of this tab over one WebSocket, and all else as it comes. A browser allows six
 * HTTP/1.1 connections to a host, and the Studio opens as many streams with one document. Make it once: the client keeps its
 * live streams by the function that carries them.
 * @see docs/decisions/0040-one-websocket-a-tab.md
 */
export function createMuxFetch(options: MuxOptions): typeof globalThis.fetch {
  const { origin, fetch = globalThis.fetch.bind(globalThis) } = options
  const streams = new StreamMux(options)
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, origin)
    if (url.origin !== origin || !STREAM_PATH.test(url.pathname)) return fetch(input, init)
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    return streams.open(url, headers.get('last-event-id'), signal)
  }
}

/** The streams of one tab and the socket they share, which is opened with the first and anew with the first after a loss. */
class StreamMux {
  readonly #url: string
  readonly #connect: (url: string) => StreamSocket
  readonly #silenceMs: number
  readonly #streams = new Map<number, Stream>()
  #lastId = 0
  #socket: StreamSocket | undefined
  #silence: ReturnType<typeof setTimeout> | undefined

  constructor({ origin, connect = (url) => new WebSocket(url), silenceMs = 40_000 }: MuxOptions) {
    this.#url = origin.replace(/^http/, 'ws') + SOCKET_PATH
    this.#connect = connect
    this.#silenceMs = silenceMs
  }

  open(url: URL, lastEventId: string | null, signal: AbortSignal | null | undefined): Promise<Response> {
    if (signal?.aborted) return Promise.reject(aborted())
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve, reject) => {
      let body: ReadableStreamDefaultController<Uint8Array> | undefined
      const encoder = new TextEncoder()
      const leave = (): void => {
        this.#streams.delete(id)
        signal?.removeEventListener('abort', abort)
      }
      const abort = (): void => {
        leave()
        this.#send({ op: 'close', id })
        if (body) body.error(aborted())
        else reject(aborted())
      }
      this.#streams.set(id, {
        answer(status) {
          const isStream = status >= 200 && status < 300
          const stream = new ReadableStream<Uint8Array>({
            start: (controller) => {
              body = controller
            },
            cancel: abort,
          })
          resolve(new Response(isStream ? stream : null, { status, headers: { 'content-type': 'text/event-stream' } }))
          if (!isStream) leave()
        },
        chunk: (text) => body?.enqueue(encoder.encode(text)),
        end() {
          leave()
          if (body) body.close()
          else reject(new TypeError('The connection for event streams was lost.'))
        },
      })
      signal?.addEventListener('abort', abort, { once: true })
      this.#send({ op: 'open', id, url: url.pathname + url.search, lastEventId })
    })
  }

  /** Sends now, or when the socket is open. Closing a stream of a socket that is gone needs no word. */
  #send(message: { op: 'open' | 'close'; id: number; url?: string; lastEventId?: string | null }): void {
    if (!this.#socket && message.op === 'close') return
    const socket = (this.#socket ??= this.#start())
    const text = JSON.stringify(message)
    if (socket.readyState === OPEN) socket.send(text)
    else socket.addEventListener('open', () => socket.send(text))
  }

  #start(): StreamSocket {
    const socket = this.#connect(this.#url)
    const listen = (): void => {
      clearTimeout(this.#silence)
      this.#silence = setTimeout(() => this.#lose(socket), this.#silenceMs)
    }
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket !== socket) return
      listen()
      this.#receive(JSON.parse(String(data)))
    })
    socket.addEventListener('close', () => this.#lose(socket))
    listen()
    return socket
  }

  #receive(message: Message): void {
    if ('ping' in message) return
    const stream = this.#streams.get(message.id)
    if (!stream) return
    if ('status' in message) stream.answer(message.status)
    else if ('chunk' in message) stream.chunk(message.chunk)
    else stream.end()
  }

  /** Ends all streams of `socket`; their readers ask again, which opens another. */
  #lose(socket: StreamSocket): void {
    if (this.#socket !== socket) return
    clearTimeout(this.#silence)
    this.#socket = undefined
    socket.close()
    for (const stream of this.#streams.values()) stream.end()
  }
}

function aborted(): DOMException {
  return new DOMException('The event stream was aborted.', 'AbortError')
}
