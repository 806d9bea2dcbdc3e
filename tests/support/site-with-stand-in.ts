import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Change, Lake } from '#lib/content-lake/settings.ts'
import { noteTags } from '#lib/render-record.ts'
import type { DataSource } from '#lib/server/data-answers.ts'
import { answerBy, closeServer, createHttpServer, listen } from '#lib/server/http-server.ts'
import { guardPreviews } from '#lib/server/previews.ts'
import { Site } from '#lib/server/site.ts'

const DATASET = 'local/production'

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: string
}

/** The whole server, with a stand-in for Next that does what the tests need of it and remembers what it was asked, and others for the lake and for
 *  `lib/open-data`. */
class SiteWithStandIn {
  /** What Next was asked in the test that runs. */
  readonly asked: { readonly method: string; readonly target: string; readonly headers: IncomingHttpHeaders; readonly body: string }[] = []
  /** The paths that were asked about whether what was there moved. */
  readonly lookedFor: string[] = []
  /** The keys of what was made for programs. */
  readonly answered: string[] = []
  /** How many pieces were made for downloads. */
  taken = 0
  /** What every page and every answer for programs says. */
  published = 'first'
  /** Whether the lake knows what changed elsewhere. */
  isCurrent = true
  /** The number of the newest change. */
  sequence = 0
  port = 0
  origin = ''
  readonly #server = createHttpServer({ headersMs: 300, requestMs: 2000, idleMs: 2000, lingerMs: 100 })
  #site: Site | null = null
  #directory = ''
  #tellChange: (change: Change) => Promise<void> = async () => {}
  #tellGap: (dataset: string) => Promise<void> = async () => {}

  async open(): Promise<void> {
    this.#directory = await mkdtemp(join(tmpdir(), 'chancery-files-'))
    const builtDirectory = join(this.#directory, 'built')
    const givenDirectory = join(this.#directory, 'given')
    await mkdir(join(builtDirectory, 'enhance'), { recursive: true })
    await mkdir(givenDirectory)
    await writeFile(join(builtDirectory, 'enhance/open-page-ABC.js'), 'x();'.repeat(100))
    await writeFile(join(givenDirectory, 'seal.svg'), '<svg/>')
    await writeFile(join(this.#directory, 'secret.txt'), 'secret')
    this.port = await listen(this.#server, 0, '127.0.0.1')
    this.origin = `http://localhost:${this.port}`
    this.#site = await Site.open({
      origin: this.origin,
      lake: this.#lake(),
      dataset: DATASET,
      handleByNext: (message, reply) => this.#answerAsNext(message, reply),
      data: this.#data(),
      findMoved: async (path) => {
        this.lookedFor.push(path)
        return path.startsWith('/fact-sheets/before') ? path.replace('before', 'after') : null
      },
      builtDirectory,
      givenDirectory,
      isIndexed: false,
      encodes: true,
    })
    answerBy(
      guardPreviews(this.#site, (cookies) => Promise.resolve(cookies.includes('session=editor'))),
      this.#server,
    )
  }

  async close(): Promise<void> {
    this.#site?.close()
    await closeServer(this.#server, 100)
    await rm(this.#directory, { recursive: true })
  }

  /** Resolves when the site has answered for a change of what has the tags `publishedTags`. */
  change(...publishedTags: readonly string[]): Promise<void> {
    this.sequence += 1
    return this.#tellChange({ dataset: DATASET, sequence: this.sequence, transactionId: 't', publishedTags, draftTags: [] })
  }

  /** The same for more changes elsewhere than can be told. */
  gap(): Promise<void> {
    return this.#tellGap(DATASET)
  }

  /** Asks as plainly as can be: no redirects followed, nothing decoded, headers as given. */
  readonly ask = (target: string, { body, ...options }: Asking = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = httpRequest({
        host: '127.0.0.1',
        port: this.port,
        path: target,
        ...options,
        headers: { host: `localhost:${this.port}`, ...options.headers },
      })
      outgoing.once('error', reject)
      outgoing.once('response', (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.once('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, bytes: Buffer.concat(chunks) }))
      })
      outgoing.end(body)
    })

  /** What comes back for `text`, sent as it is. */
  readonly exchange = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1')
      let said = ''
      socket.setEncoding('utf8')
      socket.on('data', (chunk: string) => (said += chunk))
      socket.once('error', reject)
      socket.once('close', () => resolve(said))
      socket.write(text)
    })

  async #answerAsNext(message: IncomingMessage, reply: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of message) body += String(chunk)
    const target = message.url ?? ''
    this.asked.push({ method: message.method ?? '', target, headers: message.headers, body })
    const html = (status: number, main: string) => {
      reply.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 's-maxage=1', 'X-Powered-By': 'x' })
      reply.end(`<html><head><title>x</title></head><body><main>${main}</main><script>1</script></body></html>`)
    }
    if (target === '/api/expire-tags') return void reply.writeHead(204).end()
    if (target.startsWith('/my')) return html(200, `mine ${message.headers.cookie}`)
    if (target === '/sign-in/nowhere') return void reply.writeHead(404).end()
    if (target === '/broken') return html(500, 'broken')
    if (target === '/hole') return html(200, '<template id="B:0"></template>')
    if (target === '/old') return void reply.writeHead(308, { Location: '/new' }).end()
    noteTags(['sanity:s1:sheet'])
    if (['/nothing', '/es/nada', '/fact-sheets/before', '/fact-sheets/before/editions/1'].includes(target))
      return void reply.writeHead(404).end()
    return html(200, `${target} ${this.published} ${message.headers.cookie ?? 'no cookie'}`)
  }

  #lake(): Lake {
    return {
      handle: async (request) =>
        Response.json({ path: new URL(request.url).pathname, bytes: request.body ? (await request.arrayBuffer()).byteLength : 0 }),
      mayOpenSocket: async () => false,
      serveStreams: () => {},
      servePresence: () => {},
      onChange: (listener) => {
        this.#tellChange = listener
        return () => {}
      },
      forget: async () => {},
      join: async () => {},
      keptOf: async () => ({ pseudonyms: [], transactions: 0, settings: [] }),
      onGap: (listener) => {
        this.#tellGap = listener
        return () => {}
      },
      newest: () => this.sequence,
      isCurrent: () => this.isCurrent,
      confirm: async () => this.isCurrent,
      close: async () => {},
    }
  }

  #data(): DataSource {
    return {
      isAt: (path) => path.startsWith('/api/v1') || path.endsWith('/feed.atom'),
      keyOf: (url, accept) => `${url.pathname}${url.search}${accept === 'text/csv' ? '#csv' : ''}`,
      answer: (key) => {
        this.answered.push(key)
        const status = key.includes('wrong') ? 400 : key.startsWith('/fact-sheets/before') ? 404 : 200
        const tags = new Set(status === 400 ? [] : ['s1:sheet'])
        return Promise.resolve({
          status,
          headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
          body: `${key} ${this.published}`,
          tags,
        })
      },
      streamAt: (url) =>
        url.pathname === '/api/v1/download' ? { headers: { 'Content-Type': 'application/x-ndjson' }, pieces: this.#endless() } : null,
    }
  }

  async *#endless() {
    for (;;) yield `${(this.taken += 1)} ${'x'.repeat(100_000)}\n`
  }
}

/** Registers the hooks that give this test file its site. */
export function stageSite(): SiteWithStandIn {
  const site = new SiteWithStandIn()
  beforeAll(() => site.open())
  beforeEach(() => {
    site.asked.length = 0
    site.lookedFor.length = 0
  })
  afterAll(() => site.close())
  return site
}
