import { createServer, type Server } from 'node:http'
import { createClient, type SanityClient } from '@sanity/client'
import { closeServer, listen } from '#lib/server/http-server.ts'
import { disconnectSignal, requestUrl, sendWebResponse, toWebRequest } from '#lib/server/web-request.ts'
import type { PersonName, TestLake } from './lake.ts'

/** A lake behind a real server, as the site's own serves it. */
export interface LakeOverHttp {
  readonly origin: string
  readonly port: number
  /** The unmodified client, over the network. */
  client(name: PersonName): SanityClient
  /** Cuts every connection there is, in the middle of whatever it carries. */
  cut(): void
  close(): Promise<void>
}

/** Serves `lake` over HTTP on a free port. */
export async function serveOverHttp(lake: TestLake): Promise<LakeOverHttp> {
  const server: Server = createServer((message, reply) => {
    const url = requestUrl(message, origin)
    void lake.lake.handle(toWebRequest(message, url, disconnectSignal(reply))).then((response) => sendWebResponse(response, reply, {}))
  })
  const port = await listen(server, 0, '127.0.0.1')
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    port,
    client: (name) => createClient({ ...lake.client(name).config(), apiHost: `${origin}/lake`, resolveFetch: undefined }),
    cut: () => server.closeAllConnections(),
    close: () => closeServer(server, 0),
  }
}
