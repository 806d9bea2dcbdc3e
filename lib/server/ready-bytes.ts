import type { IncomingMessage, ServerResponse } from 'node:http'
import { chooseEncoding, encode, type Encoding } from './content-encoding.ts'
import { entityTag, isNamedBy } from './entity-tag.ts'

/** Up to here a body is kept as text of one byte a character: Node sends headers and text in one piece, but a buffer beside them. */
const TEXT_BYTES_MAX = 64 * 1024

type Headers = Readonly<Record<string, string>>

interface EncodedBytes {
  readonly body: Buffer | string
  readonly etag: string
  /** Names and values in turn. */
  readonly headers: string[]
  /** Those of a 304. */
  readonly unchangedHeaders: string[]
}

/** An answer that waits to be sent: headers and bytes in every encoding, each with its entity tag. */
export interface ReadyBytes {
  readonly status: number
  readonly contentType: string
  readonly encoded: Readonly<Record<Encoding, EncodedBytes>>
  /** All of its bytes together. */
  readonly size: number
}

/** What is to be said of a body beside its bytes. */
export interface ReadyOptions {
  readonly status?: number
  readonly contentType: string
  readonly headers: Headers
  /** False for what is compressed by its nature. */
  readonly isCompressible?: boolean
  /** True for what never changes. */
  readonly isLasting?: boolean
}

/** Makes `body` ready: `makeReady`, or `makePlain` where nobody asks who takes an encoding. */
export type MakeReady = (body: Buffer, options: ReadyOptions) => Promise<ReadyBytes>

/** Makes `body` ready in every encoding. */
export async function makeReady(
  body: Buffer,
  { status = 200, contentType, headers, isCompressible = true, isLasting = false }: ReadyOptions,
): Promise<ReadyBytes> {
  const one = async (encoding: Encoding) => {
    const bytes = await encode(body, encoding, isLasting)
    return { bytes, ready: encodedBytes(bytes, encoding, contentType, headers) }
  }
  const identity = await one('identity')
  const [br, gzip] = isCompressible ? await Promise.all([one('br'), one('gzip')]) : [identity, identity]
  const size = identity.bytes.byteLength + (isCompressible ? br.bytes.byteLength + gzip.bytes.byteLength : 0)
  return { status, contentType, encoded: { br: br.ready, gzip: gzip.ready, identity: identity.ready }, size }
}

/** Makes `body` ready as it is alone. */
export function makePlain(body: Buffer, options: ReadyOptions): Promise<ReadyBytes> {
  return makeReady(body, { ...options, isCompressible: false })
}

/** The same body under another status, with other headers. */
export function withStatus(ready: ReadyBytes, status: number, headers: Headers): ReadyBytes {
  const one = (encoding: Encoding) => encodedBytes(bytesOf(ready, encoding), encoding, ready.contentType, headers)
  return { ...ready, status, encoded: { br: one('br'), gzip: one('gzip'), identity: one('identity') } }
}

/** The bytes of `ready` in `encoding`. */
export function bytesOf(ready: ReadyBytes, encoding: Encoding): Buffer {
  const { body } = ready.encoded[encoding]
  return typeof body === 'string' ? Buffer.from(body, 'latin1') : body
}

/** Sends `ready` as the reply to `message`, or 304 if the client has those bytes, or the head alone to `HEAD`. `more` are headers of this
 *  reply alone, names and values in turn. */
export function sendReady(ready: ReadyBytes, message: IncomingMessage, reply: ServerResponse, more: readonly string[] = []): void {
  const isCompressed = ready.encoded.br !== ready.encoded.identity
  const { body, etag, headers, unchangedHeaders } =
    ready.encoded[isCompressed ? chooseEncoding(message.headers['accept-encoding']) : 'identity']
  // Only a 200 can be "not modified": a missing page stays a 404.
  if (ready.status === 200 && isNamedBy(message.headers['if-none-match'], etag)) {
    reply.writeHead(304, [...unchangedHeaders, ...more]).end()
    return
  }
  reply.writeHead(ready.status, [...headers, ...more])
  if (message.method === 'HEAD') reply.end()
  else reply.end(body, 'latin1')
}

function encodedBytes(bytes: Buffer, encoding: Encoding, contentType: string, headers: Headers): EncodedBytes {
  const etag = entityTag(bytes)
  const common = Object.entries({ ...headers, ETag: etag }).flat()
  const ofBody = ['Content-Type', contentType, 'Content-Length', String(bytes.byteLength)]
  const ofEncoding = encoding === 'identity' ? [] : ['Content-Encoding', encoding]
  return {
    body: bytes.byteLength <= TEXT_BYTES_MAX ? bytes.toString('latin1') : bytes,
    etag,
    headers: [...common, ...ofBody, ...ofEncoding],
    unchangedHeaders: common,
  }
}
