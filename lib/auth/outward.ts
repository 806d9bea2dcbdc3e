import { Agent, fetch as undiciFetch, type RequestInit as UndiciRequestInit } from 'undici'
import { OutwardRefused, outwardError } from '#lib/outward/outward-refused.ts'
import { lookupPublic, refuseAddress } from '#lib/outward/public-address.ts'
import { isLoopback } from './issuers/issuer-address.ts'

/** Asks somebody outside; the one shape through which all requests of signing in leave the site. */
export type Outward = (url: string | URL, init?: RequestInit) => Promise<Response>

/** The address that a fetch is asked for. */
export function addressOf(input: RequestInfo | URL): string {
  return input instanceof Request ? input.url : String(input)
}

const TIMEOUT_MS = 5000
const BODY_BYTES_MAX = 256 * 1024
const REDIRECTS_MAX = 3

export interface OutwardRules {
  /** The one origin that may be on this machine and without TLS: the demonstration provider's own. */
  readonly exemptOrigin?: string
  /** Whether every port of this machine may be asked, by its own names and without TLS, for tests. */
  readonly allowsLoopback?: boolean
  readonly timeoutMs?: number
}

/**
 * A fetch for addresses that others gave us. Only https and only public addresses: a name is resolved once, every address it
 * has is checked, and the connection goes to a checked one. Redirects are followed for GET alone, at most 3, each checked anew.
 * The answer is JSON (or a JWT), at most 256 KB, whole within 5 s. No cookies are sent or kept.
 * @throws {OutwardRefused} with a code that says which rule it was
 */
export function guardedFetch(rules: OutwardRules = {}): Outward {
  const guarded = new Agent({ connect: { lookup: lookupPublic }, connections: 10 })
  const plain = new Agent({ connections: 10 })
  const timeoutMs = rules.timeoutMs ?? TIMEOUT_MS

  async function ask(url: URL, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const isExempt = url.origin === rules.exemptOrigin || (rules.allowsLoopback === true && isLoopback(url))
    if (!isExempt) refuseAddress(url)
    const { method, headers, body } = init
    const sent = {
      method,
      headers: [...new Headers(headers)],
      body: bodyText(body),
      redirect: 'manual',
      signal,
      dispatcher: isExempt ? plain : guarded,
    }
    const answer = await undiciFetch(url, sent as UndiciRequestInit)
    return new Response(await boundedBody(answer.body, answer.headers.get('content-length')), {
      status: answer.status === 204 || answer.status === 304 ? 200 : answer.status,
      headers: [...answer.headers].filter(([name]) => name !== 'set-cookie' && name !== 'content-encoding' && name !== 'content-length'),
    })
  }

  return async (address, init = {}) => {
    // One limit for the whole: redirects and a body that trickles in included.
    const signal = AbortSignal.timeout(timeoutMs)
    let url = new URL(address)
    try {
      for (let hops = 0; ; hops++) {
        const answer = await ask(url, init, signal)
        const location = answer.headers.get('location')
        if (answer.status < 300 || answer.status > 399 || !location) return requireJson(answer)
        if ((init.method ?? 'GET') !== 'GET') throw new OutwardRefused('redirect', 'A request with a body was redirected.')
        if (hops === REDIRECTS_MAX) throw new OutwardRefused('redirect', `More than ${REDIRECTS_MAX} redirects.`)
        url = new URL(location, url)
      }
    } catch (error) {
      throw outwardError(error)
    }
  }
}

function bodyText(body: RequestInit['body']): string | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString()
  throw new OutwardRefused('body', 'Only text is sent.')
}

function requireJson(answer: Response): Response {
  const type = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (/^application\/([a-z0-9.-]+\+)?json$/.test(type) || type === 'application/jwt') return answer
  throw new OutwardRefused('type', `The answer was neither JSON nor a JWT (status ${answer.status}).`)
}

async function boundedBody(body: AsyncIterable<Uint8Array> | null, announced: string | null): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = new OutwardRefused('size', `The answer was larger than ${BODY_BYTES_MAX} bytes.`)
  if (announced !== null && Number(announced) > BODY_BYTES_MAX) throw tooLarge
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of body ?? []) {
    bytes += part.byteLength
    if (bytes > BODY_BYTES_MAX) throw tooLarge
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
