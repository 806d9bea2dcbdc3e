import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Lake } from '#lib/content-lake/settings.ts'
import { requestUrl, webHeaders } from './web-request.ts'

/** Where the lake stands alone it has no mount. */
const STREAMS_PATH = /^(?:\/lake)?\/streams$/
/** The odd form with a colon is what the Studio's SDK makes of a relative `apiHost`. */
const PRESENCE_PATH = /^(?:\/lake(?::\/+[^/]+)?)?\/v[^/]+\/socket\/[^/]+$/

const FRAME_BYTES_MAX = 256 * 1024
const SOCKETS_MAX = 4000
const HEARTBEAT_MS = 30_000

type Serve = (client: WebSocket, request: Request) => void

/** The WebSockets of the site: what is upgraded, and their end. */
export interface Upgrades {
  /** Answers an upgrade, whatever it asks for; never throws. */
  handle(message: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Tells every client that the server goes away. */
  close(): void
}

/** Upgrades for the two sockets of the lake at `origin`. A browser sends cookies with an upgrade from any site, so the lake is asked first whether
 *  the page may have one. `otherwise` gets what is neither (the development server's own socket).
 *  @see content-lake-protocol.md, section 3 */
export function createUpgrades(
  lake: Lake,
  origin: string,
  otherwise?: (message: IncomingMessage, socket: Duplex, head: Buffer) => void,
): Upgrades {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES_MAX, perMessageDeflate: false })
  const answered = new WeakSet<WebSocket>()

  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!answered.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, HEARTBEAT_MS)
  heartbeat.unref()

  async function accept(message: IncomingMessage, socket: Duplex, head: Buffer, url: URL, serve: Serve) {
    const request = new Request(url, { headers: webHeaders(message) })
    if (!(await lake.mayOpenSocket(request))) return refuse(socket, 403, 'Forbidden')
    if (sockets.clients.size >= SOCKETS_MAX) return refuse(socket, 503, 'Service Unavailable')
    sockets.handleUpgrade(message, socket, head, (client) => {
      answered.add(client)
      client.on('pong', () => answered.add(client))
      // A frame over the limit or a broken one: `ws` closes the socket itself, but an unheard error would end the process.
      client.on('error', () => undefined)
      serve(client, request)
    })
  }

  return {
    handle(message, socket, head) {
      socket.on('error', () => socket.destroy())
      try {
        const url = requestUrl(message, origin)
        const serve: Serve | null = STREAMS_PATH.test(url.pathname)
          ? (client, request) => lake.serveStreams(client, request)
          : PRESENCE_PATH.test(url.pathname)
            ? (client, request) => lake.servePresence(client, request)
            : null
        if (serve === null) {
          if (otherwise === undefined) refuse(socket, 404, 'Not Found')
          else otherwise(message, socket, head)
          return
        }
        // Which origins are allowed stands in the database, which may be away.
        accept(message, socket, head, url, serve).catch(() => refuse(socket, 503, 'Service Unavailable'))
      } catch {
        refuse(socket, 400, 'Bad Request')
      }
    },
    close() {
      clearInterval(heartbeat)
      for (const socket of sockets.clients) socket.close(1001)
      sockets.close()
    },
  }
}

function refuse(socket: Duplex, status: number, reason: string) {
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
