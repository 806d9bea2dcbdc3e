import { randomUUID } from 'node:crypto'
import { createServer, Server, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import type { Lake } from '#lib/content-lake/settings.ts'
import type { Environment } from '#lib/env.ts'
import { processRecord } from '#lib/render-record.ts'
import { createUpgrades } from './upgrades.ts'
import { disconnectSignal, RefusedRequest, requestUrl, sendWebResponse, toWebRequest } from './web-request.ts'

const CLOSE_GRACE_MS = 10_000
const LAKE_PATH = /^\/lake(?=[:/]|$)/

/** What the server is told once. */
export interface ServerSettings {
  readonly environment: Environment
  readonly lake: Lake
  /** The bearer token by which the site's own pages read from the lake: a viewer's. */
  readonly viewerToken?: string
  /** Pages and scripts are compiled as they are asked for, and reload. */
  readonly dev: boolean
  /** The project's directory, where `app` and `.next` are. */
  readonly directory: string
}

/** A site that listens. */
export interface RunningServer {
  /** Where to click: the site's public origin. */
  readonly address: string
  readonly port: number
  /** Takes no new requests, finishes the replies that are under way, ends event streams and sockets. */
  close(): Promise<void>
}

/** Starts the site: the lake under `/lake`, its sockets, and Next for everything else, in this process.
 *  @throws whatever `listen` reports, `EADDRINUSE` above all. */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const { environment, lake, dev, directory } = settings
  const record = processRecord()
  record.lake = (request) => lake.handle(request)
  record.viewerToken = settings.viewerToken

  const server = createServer({ requestTimeout: 300_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 })
  // Next would take the upgrades of whatever server its first request came from; it is given one of its own that never listens.
  const nextUpgrades = new Server()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(environment.PORT, environment.HOST, () => resolve())
  })
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : environment.PORT
  const origin = environment.SITE_URL === undefined ? `http://localhost:${port}` : new URL(environment.SITE_URL).origin
  const app = next({ dev, dir: directory, hostname: new URL(origin).hostname, port, httpServer: nextUpgrades, customServer: true })
  await app.prepare()
  const handleByNext = app.getRequestHandler()

  async function answer(message: IncomingMessage, reply: ServerResponse) {
    const url = requestUrl(message, origin)
    if (message.headers.host !== url.host) {
      reply.writeHead(307, { Location: url.href, 'Cache-Control': 'no-store' }).end()
    } else if (LAKE_PATH.test(url.pathname)) {
      await sendWebResponse(await lake.handle(toWebRequest(message, url, disconnectSignal(reply))), reply)
    } else {
      await handleByNext(message, reply)
    }
  }

  server.on('request', (message, reply) => {
    answer(message, reply).catch((error: unknown) => sendFailure(reply, error))
  })
  const upgrades = createUpgrades(lake, origin, dev ? (...upgrade) => void nextUpgrades.emit('upgrade', ...upgrade) : undefined)
  server.on('upgrade', (message, socket, head) => upgrades.handle(message, socket, head))

  return {
    address: origin,
    port,
    async close() {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      upgrades.close()
      const grace = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS)
      server.closeIdleConnections()
      await closed
      clearTimeout(grace)
      await app.close()
    },
  }
}

/** Below 500 the client is told what was wrong; from 500 up it gets an id, and the log gets the rest. */
function sendFailure(reply: ServerResponse, error: unknown) {
  const refused = error instanceof RefusedRequest
  const id = randomUUID()
  if (!refused) console.error(`Request ${id} failed:`, error)
  if (reply.headersSent) {
    reply.destroy()
    return
  }
  reply.writeHead(refused ? error.status : 500, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  reply.end(refused ? error.message : `Something went wrong on the server. Quote ${id} when you report it.`)
}
