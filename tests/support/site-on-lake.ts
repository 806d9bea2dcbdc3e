import { mkdtemp, rm } from 'node:fs/promises'
import { request, type Agent, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noteTags } from '#lib/render-record.ts'
import { answerBy, closeServer, createHttpServer, listen } from '#lib/server/http-server.ts'
import { Site } from '#lib/server/site.ts'
import { createUpgrades } from '#lib/server/upgrades.ts'
import type { SanityClient } from '@sanity/client'
import type { Lake } from '#lib/content-lake/settings.ts'

/** What the pages are made from. */
interface ContentSource {
  readonly lake: Lake
  client(): SanityClient
}

/** What a page of a site on a lake says, and when its last answer was made. */
export interface SiteOnLake {
  /** The text of `*[_id == id][0].title`, as the page at `/fact-sheets/<id>` shows it. */
  read(id: string, agent?: Agent): Promise<string>
  readonly origin: string
  /** How often a page was rendered. */
  readonly renders: () => number
  close(): Promise<void>
}

/** The real server of the built site on `lake`, with a stand-in for Next whose pages hold the title of the sheet that their address names. It keeps the
 *  answers of its queries by their sync tags, as Next's cache does, and lets go of them when it is asked to. */
export async function serveSiteOn(lake: ContentSource, dataset: string): Promise<SiteOnLake> {
  const directory = await mkdtemp(join(tmpdir(), 'chancery-site-'))
  const client = lake.client()
  const kept = new Map<string, { readonly title: string; readonly tags: readonly string[] }>()
  let renders = 0

  async function titleOf(id: string): Promise<string> {
    const held = kept.get(id)
    if (held) {
      noteTags(held.tags)
      return held.title
    }
    const { result, syncTags = [] } = await client.fetch<string | null>('*[_id == $id][0].title', { id }, { filterResponse: false })
    kept.set(id, { title: String(result), tags: syncTags })
    noteTags(syncTags)
    return String(result)
  }

  async function nextStandIn(message: IncomingMessage, reply: ServerResponse): Promise<void> {
    if (message.url === '/api/expire-tags') {
      let body = ''
      for await (const chunk of message) body += String(chunk)
      const tags = new Set((JSON.parse(body) as string[]).map((tag) => tag.replace('sanity:', '')))
      for (const [id, answer] of kept) if (answer.tags.some((tag) => tags.has(tag))) kept.delete(id)
      reply.writeHead(204).end()
      return
    }
    renders += 1
    // Without the stream of changes nothing kept is used: what `sanity/live.ts` does by the epoch.
    if (!lake.lake.isCurrent()) kept.clear()
    const title = await titleOf(message.url?.split('/').at(-1) ?? '')
    reply.writeHead(200, { 'Content-Type': 'text/html' })
    reply.end(`<html><head><title>x</title></head><body><main>${title}</main></body></html>`)
  }

  const server = createHttpServer()
  const port = await listen(server, 0, '127.0.0.1')
  const origin = `http://localhost:${port}`
  const site = await Site.open({
    origin,
    lake: lake.lake,
    dataset,
    handleByNext: nextStandIn,
    builtDirectory: join(directory, 'built'),
    givenDirectory: join(directory, 'given'),
    isIndexed: false,
    encodes: true,
  })
  answerBy(site, server)
  const upgrades = createUpgrades(lake.lake, origin)
  server.on('upgrade', (message, socket, head) => upgrades.handle(message, socket, head))
  return {
    origin,
    read: (id, agent) =>
      new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port, path: `/fact-sheets/${id}`, headers: { host: `localhost:${port}` }, agent }
        const asking = request(options, (answer) => {
          let html = ''
          answer.setEncoding('utf8')
          answer.on('data', (chunk: string) => (html += chunk))
          answer.once('end', () => resolve(/<main>(.*?)<\/main>/.exec(html)?.[1] ?? `${answer.statusCode} ${html}`))
        })
        asking.once('error', reject)
        asking.end()
      }),
    renders: () => renders,
    async close() {
      site.close()
      upgrades.close()
      await closeServer(server, 100)
      await rm(directory, { recursive: true, force: true })
    },
  }
}
