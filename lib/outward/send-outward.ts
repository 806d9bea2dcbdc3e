import { Agent, request, type Dispatcher } from 'undici'
import { OutwardRefused, outwardError } from './outward-refused.ts'
import { lookupPublic, refuseAddress } from './public-address.ts'

/** What is sent, and how long it may take. */
export interface Sending {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutMs: number
}

/** What came back: the status, and the beginning of the body. */
export interface Received {
  readonly status: number
  readonly body: string
}

/** Sends to an address that somebody else gave us. */
export type SendOutward = (address: string, sending: Sending) => Promise<Received>

const KEPT_BYTES_MAX = 16 * 1024

/** What sends to https addresses of public hosts alone, each name resolved once and the connection made to what was checked; with
 *  `allowPrivate` also to this machine and its network, and without TLS. Redirects are not followed, no cookies are kept,
 *  and of the answer only the first 16 KB are read.
 *  @throws {OutwardRefused} with a code that says which rule it was */
export function outwardSender({ allowPrivate }: { readonly allowPrivate: boolean }): SendOutward {
  const dispatcher = new Agent({ connections: 4, ...(allowPrivate ? {} : { connect: { lookup: lookupPublic } }) })
  return async (address, { method, headers, body, timeoutMs }) => {
    try {
      const url = new URL(address)
      if (!allowPrivate) refuseAddress(url)
      else if (!/^https?:$/.test(url.protocol)) throw new OutwardRefused('scheme', `${url.protocol} instead of https:.`)
      const signal = AbortSignal.timeout(timeoutMs)
      const answer = await request(url, { method, headers, body: method === 'GET' ? null : body, signal, dispatcher })
      return { status: answer.statusCode, body: await beginningOf(answer.body) }
    } catch (error) {
      throw outwardError(error)
    }
  }
}

/** The first bytes of `body` as text; the connection is given up where more would come. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of body as AsyncIterable<Uint8Array>) {
    parts.push(part)
    bytes += part.byteLength
    if (bytes >= KEPT_BYTES_MAX) break
  }
  return Buffer.concat(parts).subarray(0, KEPT_BYTES_MAX).toString('utf8').replaceAll('\0', '')
}
