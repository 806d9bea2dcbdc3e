import { createServer, type IncomingHttpHeaders } from 'node:http'

/** One request that came to a `Receiver`. */
export interface Delivered {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A receiver of webhooks on this machine. */
export interface Receiver {
  readonly url: string
  readonly all: readonly Delivered[]
  /** What the next requests are answered, in this order; then 200. */
  answer(...statuses: readonly number[]): void
  /** The first request that `wanted` accepts, come already or to come. */
  first(wanted: (delivered: Delivered) => boolean): Promise<Delivered>
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const all: Delivered[] = []
  const statuses: number[] = []
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      all.push({ method: request.method ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      const status = statuses.shift() ?? 200
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end(`answered ${status}`)
      for (const look of waiting) look()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`,
    all,
    answer: (...next) => void statuses.push(...next),
    first: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = all.find(wanted)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
