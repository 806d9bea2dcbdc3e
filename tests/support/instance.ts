import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, type SanityClient } from '@sanity/client'
import { sessionCookieName } from '#lib/auth/session-cookie.ts'
import { startSite, type Site } from './site.ts'

/** One instance of a site, behind a proxy that passes on everything as if it had been asked of the site's own host. */
export interface Instance {
  readonly site: Site
  /** The unmodified client of an editor. */
  readonly editor: SanityClient
  /** One request as a browser makes it; `path` begins at the site's root. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Ends the instance, if it runs, and the proxy. */
  stop(): Promise<void>
}

interface InstanceOptions {
  /** The origin of the site, if it is that of another instance. */
  readonly origin?: string
  readonly environment: Readonly<Record<string, string>>
  readonly dataDirectory: string
}

/** Starts one more instance of the built site.
 *  @param session gives the token of an editor's session there */
export async function startInstance(
  { origin, environment, dataDirectory }: InstanceOptions,
  session: (site: Site) => Promise<string>,
): Promise<Instance> {
  const site = await startSite({ environment: { ...environment, ...(origin !== undefined && { SITE_URL: origin }) }, dataDirectory })
  const publicOrigin = origin ?? site.origin
  const proxy = await startProxy(site.origin, new URL(publicOrigin).host)
  const editor = createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: `${proxy.origin}/lake`,
    // oxlint-disable-next-line typescript/no-deprecated -- the way to a server of one's own
    useProjectHostname: false,
    useCdn: false,
    maxRetries: 0,
    headers: { Cookie: `${sessionCookieName(publicOrigin)}=${await session(site)}`, Origin: publicOrigin },
  })
  return {
    site,
    editor,
    ask: (path, init) => fetch(`${proxy.origin}${path}`, { redirect: 'manual', ...init }),
    async stop() {
      await site.stop()
      proxy.close()
    },
  }
}

async function startProxy(target: string, host: string): Promise<{ origin: string; close: () => void }> {
  const server = createServer((message, reply) => {
    const passed = request(target + message.url, { method: message.method, headers: { ...message.headers, host } }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    passed.once('error', () => reply.destroy())
    reply.once('close', () => passed.destroy())
    message.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The number up to which a page says that it shows changes. */
export function seenIn(answer: Response): number {
  return Number(/seen;desc="(\d+)"/.exec(answer.headers.get('server-timing') ?? '')?.[1])
}

/** The first `count` events that `instance` sends to a page that shows changes up to number `after`. */
export async function changesAfter(instance: Instance, after: number, count: number): Promise<readonly string[]> {
  const leaving = new AbortController()
  const answer = await instance.ask(`/changes?after=${after}`, { signal: leaving.signal })
  let said = ''
  const events = (): string[] => said.match(/^id: .*\ndata: .*$/gm) ?? []
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    said += chunk
    if (events().length >= count) break
  }
  leaving.abort()
  return events()
}
