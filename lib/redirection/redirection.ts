import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import { makeCertificate } from './certificate.ts'
import { fail, forward, type Target } from './forward.ts'
import { HOSTED_NAMES, lakeAddressOf } from './hosted-addresses.ts'

/** Which lake answers, and what else may be reached. */
export interface RedirectionSettings {
  /** Where the lake listens, such as `http://127.0.0.1:3000/lake`. */
  readonly lake: URL
  /** The origin that the lake believes it has and writes into the addresses of pictures; that of `lake` if it is the same. */
  readonly origin: string
  /** Called with each host that was refused. */
  readonly onRefused: (host: string) => void
}

/** A proxy on this machine that answers for Sanity's hosts by a lake, and refuses all others. */
export interface Redirection {
  /** Where it listens: for `HTTPS_PROXY`. */
  readonly url: string
  /** What a program must trust to believe it, PEM: for `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string
  close(): void
}

const ESTABLISHED = 'HTTP/1.1 200 Connection Established\r\n\r\n'
const FORBIDDEN = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** Starts the proxy. A program that is told of it by `HTTPS_PROXY` and `HTTP_PROXY` speaks to `https://<project>.api.sanity.io` as it always does, and is
 *  answered by the lake.
 *  @see docs/decisions/0150-sanity-s-tools-through-a-proxy.md */
export async function startRedirection({ lake, origin, onRefused }: RedirectionSettings): Promise<Redirection> {
  const own = new URL(origin)
  const ownNames = own.protocol === 'https:' ? [own.hostname] : []
  const { key, certificate } = await makeCertificate([...HOSTED_NAMES, ...ownNames])

  /** What to ask the lake for `url`; null if that is none of its affairs. */
  function targetOf(url: URL): Target | null {
    const target = url.pathname + url.search
    if (url.host === own.host || url.host === lake.host) return { path: target, headers: { host: own.host } }
    const found = lakeAddressOf(url.host, target)
    if (!found) return null
    const named = found.projectId !== undefined && { 'x-sanity-project-id': found.projectId }
    return { path: lake.pathname.replace(/\/$/, '') + found.path, headers: { host: own.host, ...named } }
  }

  const answer = (message: IncomingMessage, reply: ServerResponse): void => {
    const asked = message.url ?? ''
    // In a tunnel only the path is asked for; of a proxy, the whole address.
    const url = URL.parse(asked.startsWith('/') ? `https://${message.headers.host ?? ''}${asked}` : asked)
    const target = url && targetOf(url)
    if (target) return forward(lake, target, message, reply)
    const host = url?.host ?? 'an address without a host'
    onRefused(host)
    fail(reply, 403, `${host} is not reached from here: addresses of Sanity go to the lake at ${lake.origin}, and others nowhere.`)
  }

  const secured = createSecureServer({ key, cert: certificate, requestTimeout: 0 }, answer)
  const proxy = createServer({ requestTimeout: 0 }, answer)
  const sockets = new Set<Socket>()
  proxy.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  })
  proxy.on('connect', (message: IncomingMessage, socket: Socket, head: Buffer) => {
    const wanted = message.url ?? ''
    // Some tunnel what is not encrypted, too: the lake's own address, which pictures have.
    if (own.protocol === 'http:' && [own, lake].some((url) => wanted === `${url.hostname}:${portOf(url)}`)) {
      carry(lake, socket, head)
      return
    }
    const url = URL.parse(`https://${wanted}`)
    if (!url || !targetOf(url)) {
      onRefused(url?.host ?? 'an address without a host')
      socket.end(FORBIDDEN)
      return
    }
    socket.write(ESTABLISHED)
    if (head.length > 0) socket.unshift(head)
    secured.emit('connection', socket)
  })

  const port = await listenHere(proxy)
  return {
    url: `http://127.0.0.1:${port}`,
    certificate,
    close() {
      proxy.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Carries bytes between `socket` and the lake as they are. */
function carry(lake: URL, socket: Socket, head: Buffer): void {
  const through = connect({ host: lake.hostname.replace(/^\[|\]$/g, ''), port: portOf(lake) }, () => {
    socket.write(ESTABLISHED)
    through.write(head)
    pipeline(socket, through, () => undefined)
    pipeline(through, socket, () => undefined)
  })
  through.once('error', () => socket.destroy())
}

async function listenHere(proxy: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject)
    proxy.listen(0, '127.0.0.1', resolve)
  })
  const bound = proxy.address()
  if (typeof bound !== 'object' || bound === null) throw new Error('The proxy listens nowhere.')
  return bound.port
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80))
}
