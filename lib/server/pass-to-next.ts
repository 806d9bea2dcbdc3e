import { randomBytes } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { processRecord, type RenderRecord } from '#lib/render-record.ts'
import { askInside, type InnerAnswer, type NodeHandler } from './inner-request.ts'
import { inwardHeaders } from './inward-headers.ts'
import { readBody } from './request-body.ts'

/** Forms and server actions; pictures go to the lake. */
const BODY_BYTES_MAX = 1024 * 1024
const BODY_TIMEOUT_MS = 30_000

/** Headers of Next's answer that are for this server to say. */
const OURS = new Set(['cache-control', 'connection', 'content-length', 'date', 'etag', 'keep-alive', 'transfer-encoding', 'x-powered-by'])

/** How an answer of Next's that is not kept goes out. */
export interface Passage {
  /** The policy of the page, whose own scripts bear `nonce`. */
  readonly policy: (nonce: string) => string
  /** How long others may keep a good answer; absent, nobody may, as it is one person's. */
  readonly caching?: string
  /** Headers of every answer. */
  readonly headers: Readonly<Record<string, string>>
  /** Sends what stands in for an answer with status 404 and no body, which is all that Next gives without scripts. */
  readonly sendMissing: () => Promise<void>
}

/** What Next answered, with the nonce that its scripts bear. */
export interface MarkedAnswer extends InnerAnswer {
  readonly nonce: string
  /** True for what may be otherwise the next moment, though nothing changes. */
  readonly isPassing: boolean
}

/** What Next answers to `message`, whole. Without cookies (`withCookies` false) nothing personal can be in it.
 *  @throws {RefusedRequest} for a body that is too large or too slow
 *  @see pages.md, "The way of a request", 4 and 6 */
export async function askNext(handler: NodeHandler, origin: string, message: IncomingMessage, withCookies: boolean): Promise<MarkedAnswer> {
  const method = message.method ?? 'GET'
  const nonce = makeNonce()
  const headers = inwardHeaders(message, origin, nonce)
  if (!withCookies) delete headers.cookie
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const body = hasBody ? await readBody(message, BODY_BYTES_MAX, BODY_TIMEOUT_MS) : undefined
  const record: RenderRecord = { tags: new Set() }
  const ask = () => askInside(handler, { method, target: message.url ?? '/', headers, ...(body !== undefined && { body }) })
  const answer = await processRecord().renders.run(record, ask)
  return { ...answer, nonce, isPassing: record.isPassing ?? false }
}

/** As many characters long each time, so that one can stand where another stood. */
export function makeNonce(): string {
  return randomBytes(16).toString('base64')
}

/** Sends `answer` as what it is: one person's, not to be stored anywhere, unless `passage` says otherwise. */
export async function sendPassed(answer: MarkedAnswer, message: IncomingMessage, reply: ServerResponse, passage: Passage): Promise<void> {
  if (reply.destroyed) return
  if (answer.status === 404 && isReading(message) && isWithoutBody(answer)) {
    await passage.sendMissing()
    return
  }
  const sent: OutgoingHttpHeaders = { ...passage.headers }
  for (const [name, value] of Object.entries(answer.headers)) if (!OURS.has(name)) sent[name] = value
  sent['Cache-Control'] = (answer.status === 200 && passage.caching) || 'private, no-store'
  sent['Content-Security-Policy'] = passage.policy(answer.nonce)
  const isBodiless = answer.status === 204 || answer.status === 304
  if (!isBodiless) sent['Content-Length'] = answer.body.byteLength
  reply.writeHead(answer.status, sent)
  reply.end(message.method === 'HEAD' || isBodiless ? undefined : answer.body)
}

function isReading(message: IncomingMessage): boolean {
  return (message.method === 'GET' || message.method === 'HEAD') && message.headers.rsc === undefined
}

function isWithoutBody({ body, headers }: InnerAnswer): boolean {
  // Next sends the type of what a handler answers as an array of one.
  const type = [headers['content-type']].flat().at(0) ?? ''
  return body.byteLength === 0 || type.startsWith('text/html')
}
