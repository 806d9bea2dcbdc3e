import { createServer } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import type { Socket } from '#lib/content-lake/settings.ts'
import { ORIGIN, type PersonName } from './lake.ts'

/** A WebSocket whose frames can be awaited one by one. */
export class TestSocket {
  readonly #socket: WebSocket
  readonly #frames: string[] = []
  readonly #waiting: (() => void)[] = []
  #closed: { code: number; reason: string } | null = null

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => {
      this.#frames.push(data.toString('utf8'))
      this.#wake()
    })
    socket.on('close', (code, reason) => {
      this.#closed = { code, reason: String(reason) }
      this.#wake()
    })
    socket.on('error', () => undefined)
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /** Resolves once the socket is open, or closed at once. */
  async opened(): Promise<this> {
    if (this.#socket.readyState === WebSocket.CONNECTING)
      await new Promise((resolve) => this.#socket.once('open', resolve).once('error', resolve))
    return this
  }

  send(message: object | string): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  /** Takes no more from the network, as a tab that hangs. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** The first frame not yet taken that `matches`, parsed; those before it stay. Fails if the socket closes without it. */
  async take(matches: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (;;) {
      for (const [index, text] of this.#frames.entries()) {
        if (text === '♥') continue
        const message: Record<string, unknown> = JSON.parse(text)
        if (!matches(message)) continue
        this.#frames.splice(index, 1)
        return message
      }
      if (this.#closed)
        throw new Error(`The socket closed with ${this.#closed.code} ${this.#closed.reason}; left over: ${this.#frames.join(' ')}`)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  /** Frames that came and were not taken. */
  get left(): readonly string[] {
    return this.#frames
  }

  async closed(): Promise<{ code: number; reason: string }> {
    while (!this.#closed) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    return this.#closed
  }

  close(): void {
    this.#socket.close()
  }
}

/** A server on a free port that upgrades whatever asks and hands it to `serve`, as the site's server does. */
export interface SocketServer {
  /** A socket with the cookie of `name`, from our own origin unless said otherwise. */
  connect(path: string, name?: PersonName, headers?: Record<string, string>): Promise<TestSocket>
  /** The same as a bare socket, for what has its own ways with one. */
  readonly open: (path: string, name?: PersonName, headers?: Record<string, string>) => WebSocket
  /** Cuts every connection there is, without a word. */
  cut(): void
  close(): Promise<void>
}

export async function serveSockets(serve: (socket: Socket, upgrade: Request) => void): Promise<SocketServer> {
  const server = createServer()
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024, perMessageDeflate: false })
  server.on('upgrade', (message, socket, head) => {
    upgrades.handleUpgrade(message, socket, head, (client) => {
      client.on('error', () => undefined)
      const headers = new Headers()
      for (const [name, value] of Object.entries(message.headers)) if (typeof value === 'string') headers.set(name, value)
      serve(client, new Request(new URL(message.url ?? '/', ORIGIN), { headers }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  const open: SocketServer['open'] = (path, name, headers = {}) =>
    new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { origin: ORIGIN, ...(name && { cookie: `person=${name}` }), ...headers } })
  return {
    open,
    connect: (path, name, headers) => new TestSocket(open(path, name, headers)).opened(),
    cut: () => upgrades.clients.forEach((client) => client.terminate()),
    async close() {
      for (const client of upgrades.clients) client.terminate()
      upgrades.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
