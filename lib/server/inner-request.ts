import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'

/** A request that never touches the network. */
export interface InnerRequest {
  readonly method: string
  /** Path and query. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

/** All of what was answered to an `InnerRequest`. */
export interface InnerAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
}

/** Anything that answers as Next's request handler does. */
export type NodeHandler = (message: IncomingMessage, reply: ServerResponse) => Promise<void>

/** Node's own reply, with memory where the socket would be. */
class InnerReply extends ServerResponse {
  readonly #chunks: Buffer[] = []

  get body(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  #keep(chunk: unknown, encoding: unknown) {
    if (typeof chunk === 'string')
      this.#chunks.push(Buffer.from(chunk, Buffer.isEncoding(String(encoding)) ? (String(encoding) as BufferEncoding) : 'utf8'))
    else if (chunk instanceof Uint8Array) this.#chunks.push(Buffer.from(chunk))
  }

  /** Node sends headers that are given here without ever setting them. */
  override writeHead(status: number, ...rest: readonly unknown[]): this {
    for (const headers of rest) {
      if (typeof headers !== 'object' || headers === null) continue
      for (const [name, value] of headerPairs(headers)) this.setHeader(name, value)
    }
    return super.writeHead(status)
  }

  override write(chunk: unknown, encoding?: unknown, done?: unknown): boolean {
    if (!this.headersSent) this.writeHead(this.statusCode)
    this.#keep(chunk, encoding)
    const callback = typeof encoding === 'function' ? encoding : done
    if (typeof callback === 'function') process.nextTick(callback)
    return true
  }

  override end(chunk?: unknown, encoding?: unknown, done?: unknown): this {
    if (this.writableEnded) return this
    if (!this.headersSent) this.writeHead(this.statusCode)
    this.#keep(chunk, encoding)
    // Node makes `writableEnded` of this old property, and Next reads it too; what is finished Node would learn from the socket.
    Reflect.set(this, 'finished', true)
    Object.defineProperty(this, 'writableFinished', { value: true })
    const callback = [chunk, encoding, done].find((argument) => typeof argument === 'function')
    process.nextTick(() => {
      this.emit('finish')
      this.emit('close')
      if (typeof callback === 'function') callback()
    })
    return this
  }

  /** The headers go nowhere until the end. */
  override flushHeaders(): void {
    if (!this.headersSent) this.writeHead(this.statusCode)
  }
}

/** The pairs of what `writeHead` takes: an object, or an array of names and values in turn. */
function headerPairs(headers: object): [string, string | number | readonly string[]][] {
  if (!Array.isArray(headers)) return Object.entries(headers)
  return Array.from({ length: headers.length / 2 }, (_, index) => [String(headers[index * 2]), headers[index * 2 + 1]])
}

/** Has `handler` answer `request` in this process, in the caller's asynchronous context, and gives the whole answer.
 *  @throws what `handler` throws, or an `Error` when it has not answered after `timeoutMs`. */
export async function askInside(handler: NodeHandler, request: InnerRequest, timeoutMs = 30_000): Promise<InnerAnswer> {
  const message = new IncomingMessage(new Socket())
  message.method = request.method
  message.url = request.target
  message.httpVersion = '1.1'
  message.httpVersionMajor = 1
  message.httpVersionMinor = 1
  message.headers = { ...request.headers }
  if (request.body !== undefined) {
    message.headers['content-length'] = String(request.body.byteLength)
    message.push(request.body)
  }
  message.rawHeaders = Object.entries(message.headers).flatMap(([name, value]) => [name, String(value)])
  message.push(null)
  message.complete = true

  const reply = new InnerReply(message)
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`No answer to ${request.method} ${request.target} after ${timeoutMs} ms.`))
      reply.emit('close')
    }, timeoutMs)
    reply.once('finish', () => {
      clearTimeout(timer)
      resolve()
    })
    handler(message, reply).catch((error: unknown) => {
      clearTimeout(timer)
      reject(error instanceof Error ? error : new Error('Not an error was thrown.', { cause: error }))
    })
  })
  return { status: reply.statusCode, headers: reply.getHeaders(), body: reply.body }
}
