import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { sendFailure } from './send-failure.ts'

/** Something that answers every request there is. */
export interface Answering {
  /** Answers `message`.
   *  @throws {RefusedRequest} for what no address means, and whatever a page throws while it is rendered */
  answer(message: IncomingMessage, reply: ServerResponse): Promise<void>
  /** Ends the event streams, and hears no more changes. */
  close(): void
}

/** How long a request may take to arrive, and how long a connection may do nothing. */
export interface ServerLimits {
  readonly headersMs: number
  /** Whole requests: a picture over a slow line is the longest. */
  readonly requestMs: number
  readonly idleMs: number
  /** What a client may still send of a body that was refused, before the connection is cut. */
  readonly lingerMs: number
}

const LIMITS: ServerLimits = { headersMs: 15_000, requestMs: 300_000, idleMs: 65_000, lingerMs: 2000 }
const HEADER_BYTES_MAX = 16 * 1024

/** What is said to what never becomes a request, by the code of the error. */
const REFUSALS: Readonly<Record<string, readonly [line: string, text: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    `The address or the headers of the request are longer than ${HEADER_BYTES_MAX / 1024} KB: shorten what you search for, and try again.`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to arrive.'],
}
const NO_HTTP = ['400 Bad Request', 'This is no HTTP request.'] as const

/** A server that does not wait for ever on anybody. What is no HTTP (400), headers that are too large (431) and what comes too slowly (408) are answered
 *  in a sentence. */
export function createHttpServer(limits: ServerLimits = LIMITS): Server {
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    maxHeaderSize: HEADER_BYTES_MAX,
    connectionsCheckingInterval: Math.min(5000, limits.headersMs),
  })
  server.on('request', (message: IncomingMessage, reply: ServerResponse) => {
    reply.once('finish', () => cutRest(message, limits.lingerMs))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(socket, error.code ?? ''))
  return server
}

function refuse(socket: Duplex, code: string): void {
  const isAnswering = '_httpMessage' in socket && Boolean(socket._httpMessage)
  if (!socket.writable || isAnswering) {
    // Half an answer is on its way: nothing can be said beside it.
    socket.destroy()
    return
  }
  const [line, text] = REFUSALS[code] ?? NO_HTTP
  const body = `${text}\n`
  const length = Buffer.byteLength(body)
  socket.end(
    `HTTP/1.1 ${line}\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** Has `site` answer what comes to `server`; what it throws is answered too. */
export function answerBy(site: Answering, server: Server): void {
  server.on('request', (message: IncomingMessage, reply: ServerResponse) => {
    site.answer(message, reply).catch((error: unknown) => sendFailure(reply, error))
  })
}

/** Listens, and gives the port.
 *  @throws what `listen` reports: `EADDRINUSE`, `EACCES`, … */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const bound = server.address()
  return typeof bound === 'object' && bound !== null ? bound.port : port
}

/** Takes no new connections, and resolves when the replies under way are finished, or cut off after `graceMs`. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
  const grace = setTimeout(() => server.closeAllConnections(), graceMs)
  // A connection whose reply ends from now on would be kept alive for the next request.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  await closed
  clearInterval(sweep)
  clearTimeout(grace)
}

/** Once a reply is sent, what still comes of its request is of no use to anybody. The connection stays open for a moment, because
 *  closing it at once could take the reply with it. */
function cutRest(message: IncomingMessage, lingerMs: number) {
  if (message.complete) return
  // Whoever read the body by its `readable` event would hold it up for good.
  message.removeAllListeners('readable')
  setImmediate(() => message.resume())
  const timer = setTimeout(() => message.socket.destroy(), lingerMs)
  timer.unref()
  message.once('end', () => clearTimeout(timer))
}
