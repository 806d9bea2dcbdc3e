import type { IncomingMessage, ServerResponse } from 'node:http'

/** Thrown for a request that is HTTP, but that no address of ours can mean; `status` is what the client is told. */
export class RefusedRequest extends Error {
  readonly code = 'refusedRequest'
  readonly status: number

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

/** The address `message` asks for, at `origin`. The `Host` header plays no part.
 *  @throws {RefusedRequest} 400 if it is no address in origin form (`/path?query`) or its path is not valid percent-encoded UTF-8.
 *  @see RFC 9112, section 3.2.1 */
export function requestUrl(message: IncomingMessage, origin: string): URL {
  const target = message.url ?? ''
  if (!target.startsWith('/')) throw new RefusedRequest(400, 'The request target must be a path.')
  // `//host` is a path here, not another host, so it is glued to the origin rather than resolved against it.
  const url = URL.parse(origin + target)
  if (url === null || url.origin !== origin) throw new RefusedRequest(400, 'The request target is not a valid address.')
  try {
    if (decodeURIComponent(url.pathname).includes('\0')) throw new RefusedRequest(400, 'The address holds a null character.')
  } catch (error) {
    if (error instanceof RefusedRequest) throw error
    throw new RefusedRequest(400, 'The address is not valid percent-encoded UTF-8.', { cause: error })
  }
  return url
}

/** The headers of `message` in the form of the Fetch standard. */
export function webHeaders(message: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  return headers
}

/** `message` as a `Request` whose body streams as it arrives. `signal` should abort when the client goes away.
 *  @throws {RefusedRequest} 405 for a method that the Fetch standard forbids (`TRACE`, `CONNECT`). */
export function toWebRequest(message: IncomingMessage, url: URL, signal?: AbortSignal): Request {
  const method = message.method ?? 'GET'
  if (method === 'TRACE' || method === 'CONNECT') throw new RefusedRequest(405, `The method ${method} is not served here.`)
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(url, {
    method,
    headers: webHeaders(message),
    signal: signal ?? null,
    ...(hasBody && { body: bodyStream(message), duplex: 'half' }),
  })
}

/** The body of `message`, read no faster than it is asked for. Cancelling it leaves the connection open, so that a refusal can be sent. */
function bodyStream(message: IncomingMessage) {
  const chunks: AsyncIterator<Uint8Array<ArrayBuffer>> = message.iterator({ destroyOnReturn: false })
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await chunks.return?.()
    },
  })
}

/** A signal that aborts when the connection of `reply` closes before the reply is finished. */
export function disconnectSignal(reply: ServerResponse): AbortSignal {
  const controller = new AbortController()
  reply.once('close', () => {
    if (!reply.writableFinished) controller.abort()
  })
  return controller.signal
}

/** Sends `response` as `reply`, chunk by chunk, no faster than the client reads. Resolves when all is sent or the client is gone.
 *  `headers` are set unless the response has its own. */
export async function sendWebResponse(response: Response, reply: ServerResponse, headers: Readonly<Record<string, string>>): Promise<void> {
  reply.statusCode = response.status
  for (const [name, value] of Object.entries(headers)) reply.setHeader(name, value)
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') reply.setHeader(name, value)
  }
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.setHeader('Set-Cookie', cookies)
  if (response.body === null || reply.req.method === 'HEAD') {
    await response.body?.cancel()
    reply.end()
    return
  }
  // Without this an event stream's status would wait for its first event.
  reply.flushHeaders()
  const reader = response.body.getReader()
  const gone = () => void reader.cancel().catch(() => undefined)
  reply.once('close', gone)
  // A body can break off while the client takes nothing in; then nothing is read that would say so.
  reader.closed.catch((error: unknown) => reply.destroy(error instanceof Error ? error : undefined))
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done || reply.destroyed || reply.writableEnded) break
      if (!reply.write(value) && !reply.destroyed) await drained(reply)
    }
    reply.end()
  } catch (error) {
    // Half a body is on its way: only a broken connection can say that it is not whole.
    reply.destroy(error instanceof Error ? error : undefined)
  } finally {
    reply.off('close', gone)
  }
}

/** Resolves when `reply` takes more, or is gone. */
async function drained(reply: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      reply.off('drain', done).off('close', done)
      resolve()
    }
    reply.on('drain', done).on('close', done)
  })
}
