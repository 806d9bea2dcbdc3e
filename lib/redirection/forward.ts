import { type IncomingMessage, type OutgoingHttpHeaders, request as askPlainly, type ServerResponse } from 'node:http'
import { request as askSecurely } from 'node:https'
import { pipeline } from 'node:stream'

/** What to ask the lake in place of what was asked. */
export interface Target {
  readonly path: string
  readonly headers: OutgoingHttpHeaders
}

/** What concerns one connection and not what is asked over it.
 *  @see RFC 9110, section 7.6.1 */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

function endToEnd<Value>(headers: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)))
}

/** Answers `message` by what the lake at `lake` says to `target`, both bodies passed on as they come. */
export function forward(lake: URL, target: Target, message: IncomingMessage, reply: ServerResponse): void {
  const ask = lake.protocol === 'https:' ? askSecurely : askPlainly
  const asked = ask({
    host: lake.hostname.replace(/^\[|\]$/g, ''),
    port: lake.port,
    method: message.method,
    path: target.path,
    headers: { ...endToEnd(message.headers), ...target.headers },
  })
  asked.once('response', (response) => {
    reply.writeHead(response.statusCode ?? 502, endToEnd(response.headers))
    // The status of an event stream must not wait for its first event.
    reply.flushHeaders()
    pipeline(response, reply, () => undefined)
  })
  asked.once('error', (error) => {
    if (reply.headersSent) reply.destroy()
    else fail(reply, 502, `The lake at ${lake.origin} can't be reached (${error.message}): start it with "npm start" or "npm run lake".`)
  })
  reply.once('close', () => asked.destroy())
  message.pipe(asked)
}

const NAMES = { 403: 'Forbidden', 502: 'Bad Gateway' } as const

/** Refuses in the lake's own shape, which the tools print. */
export function fail(reply: ServerResponse, statusCode: keyof typeof NAMES, message: string): void {
  reply
    .writeHead(statusCode, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify({ statusCode, error: NAMES[statusCode], message }))
}
