import type { IncomingMessage } from 'node:http'
import { RefusedRequest } from './web-request.ts'

/** The whole body of `message`. Refused while it arrives: what is longer than `bytesMax`, or slower than `timeoutMs`.
 *  @throws {RefusedRequest} 413 or 408 */
export async function readBody(message: IncomingMessage, bytesMax: number, timeoutMs: number): Promise<Buffer> {
  const tooLarge = () => new RefusedRequest(413, `The body is larger than ${bytesMax} bytes.`)
  if (Number(message.headers['content-length']) > bytesMax) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new RefusedRequest(408, 'The body took too long.')), timeoutMs)
  const chunksOf: AsyncIterator<Buffer> = message.iterator({ destroyOnReturn: false })
  try {
    for (;;) {
      const { done, value } = await Promise.race([chunksOf.next(), late])
      if (done) return Buffer.concat(chunks)
      size += value.byteLength
      if (size > bytesMax) throw tooLarge()
      chunks.push(value)
    }
  } finally {
    clearTimeout(timer)
  }
}
