import type { IncomingMessage } from 'node:http'
import { RefusedRequest } from './web-request.ts'

/** The whole body of `message`. Refused while it arrives: what is longer than `bytesMax`, or slower than `timeoutMs`.
 *  @throws {RefusedRequest} 413 or 408 */
export function readBody(message: IncomingMessage, bytesMax: number, timeoutMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(() => settle(() => reject(new RefusedRequest(408, 'The body took too long.'))), timeoutMs)
    const keep = (chunk: Buffer) => {
      size += chunk.byteLength
      chunks.push(chunk)
      if (size > bytesMax) refuse()
    }
    const finish = () => settle(() => resolve(Buffer.concat(chunks)))
    const fail = (error: Error) => settle(() => reject(error))
    const refuse = () => settle(() => reject(new RefusedRequest(413, `The body is larger than ${bytesMax} bytes.`)))
    const settle = (act: () => void) => {
      clearTimeout(timer)
      message.off('data', keep).off('end', finish)
      act()
    }
    message.on('error', fail)
    if (Number(message.headers['content-length']) > bytesMax) refuse()
    else message.on('data', keep).once('end', finish)
  })
}
