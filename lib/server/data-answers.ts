import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ChangeClock } from './change-clock.ts'
import { interfacePolicy } from './policies.ts'
import { type MakeReady, sendReady } from './ready-bytes.ts'
import { ReadyPages, type Rendered } from './ready-pages.ts'

const BYTES_MAX = 48 * 1024 * 1024
const REVALIDATED = 'public, max-age=0, must-revalidate'
const UNSTORED = 'private, no-store'

/** What the site gives to programs: a function of addresses (`lib/open-data`). */
export interface DataSource {
  /** Whether `path`, a canonical public one, is for it to answer. */
  isAt(path: string): boolean
  /** One spelling for each answer. */
  keyOf(url: URL, accept: string | undefined): string
  answer(key: string): Promise<{
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly tags: ReadonlySet<string>
  }>
  /** What is at `url`, if it is too large to be kept; null if not. */
  streamAt(url: URL): { readonly headers: Readonly<Record<string, string>>; readonly pieces: AsyncIterable<string> } | null
}

/** Answers for programs, kept ready like pages: by their keys, until what they were made from changes. */
export class DataAnswers {
  readonly #source: DataSource
  readonly #headers: Readonly<Record<string, string>>
  readonly #makeReady: MakeReady
  readonly ready: ReadyPages

  /** `headers` are those of every answer of the site. */
  constructor(source: DataSource, clock: ChangeClock, headers: Readonly<Record<string, string>>, makeReady: MakeReady) {
    this.#source = source
    this.#makeReady = makeReady
    this.#headers = { ...headers, 'Content-Security-Policy': interfacePolicy(), Vary: 'Accept-Encoding, Accept' }
    this.ready = new ReadyPages((key) => this.#render(key), clock, { bytesMax: BYTES_MAX })
  }

  isAt(path: string): boolean {
    return this.#source.isAt(path)
  }

  /** Answers `message`; what is at a key is found by `find`, which may ask `ready`. */
  async answer(url: URL, message: IncomingMessage, reply: ServerResponse, find: (key: string) => Promise<Rendered>): Promise<void> {
    if (message.method === 'OPTIONS') return this.#allow(reply, 204)
    if (message.method !== 'GET' && message.method !== 'HEAD') return this.#allow(reply, 405)
    const stream = this.#source.streamAt(url)
    if (stream) return this.#send(stream, message, reply)
    const found = await find(this.#source.keyOf(url, message.headers.accept))
    if (reply.destroyed) return
    if (found.kind === 'page') sendReady(found.ready, message, reply)
    if (found.kind === 'redirect')
      reply.writeHead(found.status, { ...this.#headers, Location: found.location, 'Cache-Control': REVALIDATED }).end()
  }

  async #render(key: string): Promise<Rendered> {
    const { status, headers, body, tags } = await this.#source.answer(key)
    const { 'Content-Type': contentType = 'application/octet-stream', ...more } = headers
    const caching = status === 200 ? REVALIDATED : UNSTORED
    const ready = await this.#makeReady(Buffer.from(body), {
      status,
      contentType,
      headers: { ...this.#headers, 'Cache-Control': caching, ...more },
    })
    return { kind: 'page', ready, tags }
  }

  /** Tells what may be done here: read, from everywhere. */
  #allow(reply: ServerResponse, status: 204 | 405): void {
    const shared = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET, HEAD', 'Access-Control-Allow-Headers': '*' }
    reply.writeHead(status, { ...this.#headers, ...shared, Allow: 'GET, HEAD, OPTIONS', 'Cache-Control': UNSTORED }).end()
  }

  /** No faster than it is read. */
  async #send({ headers, pieces }: NonNullable<ReturnType<DataSource['streamAt']>>, message: IncomingMessage, reply: ServerResponse) {
    reply.writeHead(200, { ...this.#headers, ...headers })
    if (message.method === 'HEAD') {
      reply.end()
      return
    }
    // Whoever goes away in the middle has broken nothing.
    await pipeline(Readable.from(pieces, { objectMode: true, highWaterMark: 1 }), reply).catch((error: unknown) => {
      if (!reply.destroyed || !isPremature(error)) throw error
    })
  }
}

function isPremature(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}
