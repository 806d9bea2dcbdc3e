import type { IncomingMessage, ServerResponse } from 'node:http'
import { chooseEncoding, encode, type Encoding } from './content-encoding.ts'
import { entityTag, isNamedBy } from './entity-tag.ts'

interface EncodedBytes {
  readonly bytes: Buffer
  readonly etag: string
}

/** An answer that waits to be sent: its bytes in every encoding, each with its entity tag. */
export interface ReadyBytes {
  readonly status: number
  readonly contentType: string
  readonly encoded: Readonly<Record<Encoding, EncodedBytes>>
  /** All of its bytes together. */
  readonly size: number
}

/** Makes `body` ready. `compressible` is false for what is compressed by its nature. */
export async function makeReady(body: Buffer, status: number, contentType: string, compressible = true): Promise<ReadyBytes> {
  const one = async (encoding: Encoding) => {
    const bytes = await encode(body, encoding)
    return { bytes, etag: entityTag(bytes) }
  }
  const identity = await one('identity')
  const [br, gzip] = compressible ? await Promise.all([one('br'), one('gzip')]) : [identity, identity]
  const size = identity.bytes.byteLength + (compressible ? br.bytes.byteLength + gzip.bytes.byteLength : 0)
  return { status, contentType, encoded: { br, gzip, identity }, size }
}

/** Sends `ready` as the reply to `message`, or 304 if the client has those bytes, or the head alone to `HEAD`. */
export function sendReady(
  ready: ReadyBytes,
  message: IncomingMessage,
  reply: ServerResponse,
  headers: Readonly<Record<string, string>>,
): void {
  const isCompressed = ready.encoded.br !== ready.encoded.identity
  const encoding = isCompressed ? chooseEncoding(message.headers['accept-encoding']) : 'identity'
  const { bytes, etag } = ready.encoded[encoding]
  // Only a 200 can be "not modified": a missing page stays a 404.
  if (ready.status === 200 && isNamedBy(message.headers['if-none-match'], etag)) {
    reply.writeHead(304, { ...headers, ETag: etag }).end()
    return
  }
  reply.writeHead(ready.status, {
    ...headers,
    'Content-Type': ready.contentType,
    'Content-Length': bytes.byteLength,
    ETag: etag,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  })
  reply.end(message.method === 'HEAD' ? undefined : bytes)
}
