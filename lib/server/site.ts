import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Change, Lake } from '#lib/content-lake/settings.ts'
import type { Jobs } from '#lib/jobs/jobs.ts'
import { within } from '#lib/jobs/within.ts'
import { DEFAULT_LANGUAGE, LANGUAGES, languageOfPath, type Language } from '#lib/i18n/languages.ts'
import { CacheEpoch } from './cache-epoch.ts'
import { ChangeClock } from './change-clock.ts'
import { DataAnswers, type DataSource } from './data-answers.ts'
import { readsQuery } from './declared-query.ts'
import { destinationOf, isEmbedPath, missingPath, type Destination } from './destination.ts'
import { createTagExpiry } from './expire-tags.ts'
import { FileStore } from './file-store.ts'
import type { Answering } from './http-server.ts'
import type { NodeHandler } from './inner-request.ts'
import { LakeAnswers } from './lake-answers.ts'
import { OpenPages } from './open-pages.ts'
import { OwnPages, type OwnState } from './own-pages.ts'
import { ContentAway, TooManyQueries } from './page-refusals.ts'
import { askNext, type Passage, sendPassed } from './pass-to-next.ts'
import { commonHeaders, type Elsewhere, embedHeaders, interfacePolicy, NOWHERE, type Policies, policiesFor } from './policies.ts'
import { isPreviewing } from './previews.ts'
import { makePlain, makeReady, type ReadyBytes, sendReady, withStatus } from './ready-bytes.ts'
import { ReadyPages, type Rendered } from './ready-pages.ts'
import { createRender } from './render-page.ts'
import { requestUrl } from './web-request.ts'

const IMMUTABLE = 'public, max-age=31536000, immutable'
const REVALIDATED = 'public, max-age=0, must-revalidate'
const UNSTORED = 'private, no-store'
const KEPT_AN_HOUR = 'public, max-age=3600'
const ROBOTS_WELCOME = 'User-agent: *\nAllow: /api/v1\nDisallow: /api/\nDisallow: /lake/\nDisallow: /studio'
const ROBOTS_UNWELCOME = 'User-agent: *\nDisallow: /'
const MISSING_PATHS = new Map(LANGUAGES.map((language) => [language, missingPath(language)]))
/** How long a request waits to learn whether what is held is current. */
const CONFIRM_MS_MAX = 1000
/** As many pages are made for a query at a time: each is made for one who asks. */
const QUERIES_MAX = 16
const PAGES_BYTES_MAX = 128 * 1024 * 1024
const FILES_BYTES_MAX = 128 * 1024 * 1024

/** What a site is made of. */
export interface SiteParts {
  readonly origin: string
  readonly lake: Lake
  /** The key of the dataset that the pages are made from. */
  readonly dataset: string
  /** What follows from changes, and is done before pages show them; nothing, if absent. */
  readonly jobs?: Pick<Jobs, 'reach' | 'onNews'>
  readonly handleByNext: NodeHandler
  /** What the site gives to programs; nothing, if absent. */
  readonly data?: DataSource
  /** Who sent a Cookie header, and in which state everything of theirs is; absent, no page of one's own is held. */
  readonly ownStateOf?: (cookies: string) => Promise<OwnState | null>
  /** Where what was at a path before is now, asked where nothing is; null if it did not move. */
  readonly findMoved?: (path: string) => Promise<string | null>
  /** Where the build put its files, and where those lie that are served as they are. */
  readonly builtDirectory: string
  readonly givenDirectory: string
  readonly isIndexed: boolean
  /** Whether whoever asks may take an encoding. */
  readonly encodes: boolean
  /** What pages may reach beyond this site; nothing, if absent. */
  readonly elsewhere?: Elsewhere
}

/** Every answer of the built site: which part of it answers, and with which headers.
 *  @see pages.md, "The way of a request" */
export class Site implements Answering {
  readonly #parts: SiteParts
  readonly #host: string
  readonly #common: Readonly<Record<string, string>>
  readonly #policies: Policies
  readonly #missingHeaders: Readonly<Record<string, string>>
  readonly #built: FileStore
  readonly #given: FileStore
  readonly #clock = new ChangeClock()
  readonly #openPages: OpenPages
  readonly #cacheEpoch: CacheEpoch
  readonly #pages: ReadyPages
  readonly #lakeAnswers: LakeAnswers
  readonly #data: DataAnswers | null
  readonly #ownPages: OwnPages | null
  readonly #expireTags: (tags: readonly string[]) => Promise<void>
  readonly #stopListening: readonly (() => void)[]
  /** Changes are applied in their order, whatever Next takes to expire each. */
  #applied: Promise<void> = Promise.resolve()
  /** So are those whose consequences are waited for. */
  #followed: Promise<void> = Promise.resolve()
  #queriesUnderWay = 0

  private constructor(parts: SiteParts, common: Readonly<Record<string, string>>, built: FileStore, given: FileStore) {
    this.#parts = parts
    this.#common = common
    this.#built = built
    this.#given = given
    const { origin, handleByNext, lake, elsewhere = NOWHERE, encodes } = parts
    const make = encodes ? makeReady : makePlain
    this.#policies = policiesFor(elsewhere)
    this.#lakeAnswers = new LakeAnswers(lake, common)
    this.#data = parts.data ? new DataAnswers(parts.data, this.#clock, common, make) : null
    this.#ownPages = parts.ownStateOf ? new OwnPages(parts.ownStateOf, this.#clock) : null
    this.#host = new URL(origin).host
    const pageHeaders = { ...common, 'Content-Security-Policy': this.#policies.public(), Vary: 'Accept-Encoding, RSC' }
    this.#missingHeaders = { ...pageHeaders, 'Cache-Control': UNSTORED }
    const moduleNamed = (name: string) => Array.from(built.paths).find((path) => path.startsWith(`/_next/static/enhance/${name}-`)) ?? null
    const modules = {
      reader: moduleNamed('open-page'),
      suggestions: moduleNamed('search-suggestions'),
      since: moduleNamed('since-read'),
      notes: moduleNamed('own-notes'),
    }
    const render = createRender(handleByNext, origin, modules, { ...pageHeaders, 'Cache-Control': REVALIDATED }, make)
    const noModules = { reader: null, suggestions: null, since: null, notes: null }
    const renderEmbed = createRender(handleByNext, origin, noModules, embedHeaders(pageHeaders, this.#policies.embed()), make)
    this.#pages = new ReadyPages((path) => (isEmbedPath(path) ? renderEmbed : render)(path), this.#clock, { bytesMax: PAGES_BYTES_MAX })
    this.#expireTags = createTagExpiry(handleByNext, origin)
    this.#cacheEpoch = new CacheEpoch(lake)
    this.#openPages = new OpenPages(lake.newest(parts.dataset))
    this.#stopListening = [
      // The write that made the change, on whichever instance, is answered after this.
      lake.onChange((change) => (change.dataset === parts.dataset ? this.#follow(change) : Promise.resolve())),
      lake.onGap(async (dataset) => {
        if (dataset === parts.dataset) this.#dropAll()
      }),
    ]
    parts.jobs?.onNews((tags) => this.publish({ publishedTags: tags, sequence: lake.newest(parts.dataset) }))
  }

  /** The site of `parts`, with its files listed. */
  static async open(parts: SiteParts): Promise<Site> {
    const common = commonHeaders(parts.origin, parts.isIndexed)
    // An SVG opened by itself is a document, and a document's scripts run.
    const fileHeaders = { ...common, 'Content-Security-Policy': interfacePolicy(), Vary: 'Accept-Encoding' }
    const [built, given] = await Promise.all([
      FileStore.open(parts.builtDirectory, '/_next/static/', { ...fileHeaders, 'Cache-Control': IMMUTABLE }, FILES_BYTES_MAX),
      FileStore.open(parts.givenDirectory, '/', { ...fileHeaders, 'Cache-Control': REVALIDATED }, FILES_BYTES_MAX),
    ])
    return new Site(parts, common, built, given)
  }

  /** Makes every answer begun from now on show what `change` touched as it now is, and tells the pages that lie open.
   *  @see pages.md, "Publishing": the order matters */
  publish({ publishedTags: tags, sequence }: Pick<Change, 'publishedTags' | 'sequence'>): Promise<void> {
    if (tags.length === 0) return this.#applied
    const expired = this.#expireTags(tags).catch((error: unknown) => {
      console.error('What Next keeps could not be expired, and is left behind whole:', error)
      this.#cacheEpoch.renew()
    })
    this.#applied = Promise.all([this.#applied, expired]).then(() => {
      this.#clock.advance(tags)
      this.#pages.drop(tags)
      this.#data?.ready.drop(tags)
      this.#openPages.tell(sequence, tags)
    })
    return this.#applied
  }

  /** Publishes `change` together with what follows from it: no page shows the one without the other. */
  #follow({ publishedTags, sequence }: Change): Promise<void> {
    const { jobs } = this.#parts
    if (publishedTags.length === 0 || !jobs) return this.publish({ publishedTags, sequence })
    const following = jobs.reach()
    this.#followed = Promise.all([following, this.#followed]).then(([tags]) =>
      this.publish({ publishedTags: [...publishedTags, ...tags], sequence }),
    )
    return this.#followed
  }

  #dropAll() {
    this.#cacheEpoch.renew()
    this.#clock.advanceAll()
    this.#pages.dropAll()
    this.#data?.ready.dropAll()
    this.#openPages.tellAll(this.#parts.lake.newest(this.#parts.dataset))
  }

  async answer(message: IncomingMessage, reply: ServerResponse): Promise<void> {
    if (this.#answerFromHeld(message, reply)) return
    const { origin } = this.#parts
    const url = requestUrl(message, origin)
    if (message.headers.host !== this.#host) {
      reply.writeHead(307, { ...this.#common, Location: url.href, 'Cache-Control': 'no-store' }).end()
      return
    }
    const destination = destinationOf(url)
    if (destination.kind === 'lake') {
      await this.#lakeAnswers.answer(message, url, reply)
    } else if (this.#given.has(url.pathname)) {
      await this.#answerFile(this.#given, url.pathname, message, reply)
    } else {
      await this.#answerAt(destination, url, message, reply)
    }
  }

  close(): void {
    for (const stop of this.#stopListening) stop()
    this.#openPages.close()
    this.#lakeAnswers.close()
  }

  /** The way of nearly every request. Nothing is parsed, because only canonical public paths name what is held. */
  #answerFromHeld(message: IncomingMessage, reply: ServerResponse): boolean {
    const { headers, url = '' } = message
    if (!isReading(message) || headers.rsc !== undefined || headers.host !== this.#host) return false
    const query = url.indexOf('?')
    const path = query === -1 ? url : url.slice(0, query)
    if (query !== -1 && readsQuery(path)) return false
    const ready = this.#pages.held(path)
    if (ready === undefined || isPreviewing(message) || !this.#parts.lake.isCurrent()) return false
    this.#sendPage(path, ready, this.#openPages.last, message, reply)
    return true
  }

  async #answerAt(
    destination: Exclude<Destination, { kind: 'lake' }>,
    url: URL,
    message: IncomingMessage,
    reply: ServerResponse,
  ): Promise<void> {
    switch (destination.kind) {
      case 'changes':
        return this.#answerChanges(url, message, reply)
      case 'robots':
        return this.#answerText(
          200,
          this.#parts.isIndexed ? `${ROBOTS_WELCOME}\n\nSitemap: ${this.#parts.origin}/sitemap.xml` : ROBOTS_UNWELCOME,
          reply,
        )
      case 'built':
        return this.#answerFile(this.#built, decodeURIComponent(url.pathname), message, reply)
      case 'closed':
        return this.#answerText(404, 'Nothing is here.', reply)
      case 'moved':
        reply.writeHead(308, { ...this.#common, Location: destination.location, 'Cache-Control': REVALIDATED }).end()
        return
      case 'interface':
        if (this.#data?.isAt(url.pathname)) return this.#answerData(this.#data, url, message, reply)
        return this.#pass(interfacePolicy, DEFAULT_LANGUAGE, message, reply)
      case 'client-document':
        return this.#pass(interfacePolicy, DEFAULT_LANGUAGE, message, reply, false, KEPT_AN_HOUR)
      case 'form':
        return this.#pass(this.#policies.public, DEFAULT_LANGUAGE, message, reply, destination.isOwn)
      case 'studio':
        return this.#pass(this.#policies.studio, DEFAULT_LANGUAGE, message, reply)
      case 'account':
        if (destination.isHome && isWholePage(message)) return this.#answerHome(destination.language, url.pathname, message, reply)
        return this.#pass(this.#policies.account, destination.language, message, reply)
      case 'public':
        return this.#answerPublic(destination, url, message, reply)
    }
  }

  async #answerPublic(
    { path, query, language }: { path: string; query: string; language: Language },
    url: URL,
    message: IncomingMessage,
    reply: ServerResponse,
  ): Promise<void> {
    if (isPreviewing(message)) return this.#pass(this.#policies.preview, language, message, reply)
    if (message.headers.rsc !== undefined) return this.#pass(interfacePolicy, language, message, reply, false)
    if (!isReading(message)) {
      reply.setHeader('Allow', 'GET, HEAD')
      return this.#answerText(405, 'This address can only be read.', reply)
    }
    if (this.#data?.isAt(path)) return this.#answerData(this.#data, url, message, reply)
    const seen = this.#openPages.last
    const found = await this.#orMoved(path, await (query === '' ? this.#find(path) : this.#findForQuery(path + query)))
    if (reply.destroyed) return
    switch (found.kind) {
      case 'page':
        return this.#sendPage(path, found.ready, seen, message, reply)
      case 'missing':
        return this.#sendMissing(language, message, reply)
      case 'redirect':
        reply.writeHead(found.status, { ...this.#common, Location: found.location, 'Cache-Control': REVALIDATED }).end()
    }
  }

  /** What is at `target`, a path with a query: made for this one who asks, and not held, since no two may ever ask alike. */
  async #findForQuery(target: string): Promise<Rendered> {
    if (this.#queriesUnderWay >= QUERIES_MAX) throw new TooManyQueries(QUERIES_MAX)
    this.#queriesUnderWay += 1
    try {
      return await this.#orAway(target, () => this.#pages.findAnew(target))
    } finally {
      this.#queriesUnderWay -= 1
    }
  }

  #answerData(data: DataAnswers, url: URL, message: IncomingMessage, reply: ServerResponse): Promise<void> {
    return data.answer(url, message, reply, async (key) => this.#orMoved(url.pathname, await this.#find(key, data.ready)))
  }

  /** What was `found` at `path`; where that is nothing, the way to where what was there is now. */
  async #orMoved(path: string, found: Rendered): Promise<Rendered> {
    if (found.kind === 'redirect' || (found.kind === 'page' && found.ready.status !== 404)) return found
    const location = await this.#orAway(path, async () => this.#parts.findMoved?.(path))
    return location ? { kind: 'redirect', status: 308, location, tags: found.tags } : found
  }

  /** What is at `path`. What is held counts only while every change is known; a request that comes when that has not been looked at for
   *  a moment waits for the look. */
  async #find(path: string, pages: ReadyPages = this.#pages): Promise<Rendered> {
    const isCurrent = await this.#isCurrent()
    return this.#orAway(path, () => (isCurrent ? pages.find(path) : pages.findAnew(path)))
  }

  /** Whether what is held is current, after a look if there was none for a moment. */
  async #isCurrent(): Promise<boolean> {
    const { lake } = this.#parts
    return lake.isCurrent() || (await within(CONFIRM_MS_MAX, lake.confirm())) === true
  }

  /** What `find` gives.
   *  @throws {ContentAway} in place of what it throws while the content can't be reached */
  async #orAway<Found>(path: string, find: () => Promise<Found>): Promise<Found> {
    try {
      return await find()
    } catch (error) {
      throw (await within(CONFIRM_MS_MAX, this.#parts.lake.confirm())) ? error : new ContentAway(path, error)
    }
  }

  /** Sends a page that shows every change up to number `seen`; the browser asks to be told of those after it (`components/enhance`). That
   *  is a header, so that the same page is the same bytes on every instance. The page that says that nothing is there is like others but
   *  for its status. */
  #sendPage(path: string, ready: ReadyBytes, seen: number, message: IncomingMessage, reply: ServerResponse) {
    const isMissing = path === MISSING_PATHS.get(languageOfPath(path))
    const upTo = ['Server-Timing', `seen;desc="${seen}"`]
    sendReady(isMissing ? withStatus(ready, 404, this.#missingHeaders) : ready, message, reply, upTo)
  }

  async #sendMissing(language: Language, message: IncomingMessage, reply: ServerResponse): Promise<void> {
    const path = missingPath(language)
    const seen = this.#openPages.last
    const found = await this.#find(path)
    if (found.kind === 'page') this.#sendPage(path, found.ready, seen, message, reply)
    else this.#answerText(404, 'Nothing is here.', reply)
  }

  async #pass(
    policy: Passage['policy'],
    language: Language,
    message: IncomingMessage,
    reply: ServerResponse,
    withCookies = true,
    caching?: string,
  ): Promise<void> {
    const { handleByNext, origin } = this.#parts
    // Without the look Next would read everything anew: its cache is used only while it is known to be current.
    await this.#isCurrent()
    const answer = await askNext(handleByNext, origin, message, withCookies)
    await sendPassed(answer, message, reply, {
      ...this.#passage(policy, language, message, reply),
      ...(caching !== undefined && { caching }),
    })
  }

  /** The first of one's own pages, which may be held: whose it is is looked up each time. */
  async #answerHome(language: Language, path: string, message: IncomingMessage, reply: ServerResponse): Promise<void> {
    const { handleByNext, origin } = this.#parts
    const isCurrent = await this.#isCurrent()
    const ask = () => askNext(handleByNext, origin, message, true)
    const { cookie = '' } = message.headers
    const answer = await (isCurrent && this.#ownPages ? this.#ownPages.find(path, cookie, ask) : ask())
    await sendPassed(answer, message, reply, this.#passage(this.#policies.account, language, message, reply))
  }

  #passage(policy: Passage['policy'], language: Language, message: IncomingMessage, reply: ServerResponse): Passage {
    return { policy, headers: this.#common, sendMissing: () => this.#sendMissing(language, message, reply) }
  }

  #answerChanges(url: URL, message: IncomingMessage, reply: ServerResponse) {
    if (message.method !== 'GET') return this.#answerText(405, 'This address can only be read.', reply)
    const last = message.headers['last-event-id'] ?? url.searchParams.get('after') ?? ''
    this.#openPages.serve(message, reply, /^\d{1,15}$/.test(String(last)) ? Number(last) : null, this.#common)
  }

  async #answerFile(store: FileStore, path: string, message: IncomingMessage, reply: ServerResponse): Promise<void> {
    const ready = await store.find(path)
    if (ready === undefined) this.#answerText(404, 'Nothing is here.', reply)
    else sendReady(ready, message, reply)
  }

  #answerText(status: number, text: string, reply: ServerResponse) {
    const caching = status === 200 ? REVALIDATED : UNSTORED
    reply.writeHead(status, { ...this.#common, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': caching }).end(`${text}\n`)
  }
}

/** Whether `message` asks for a page as it is for everyday use: not for a part of one, nor with drafts. */
function isWholePage(message: IncomingMessage): boolean {
  return message.method === 'GET' && message.headers.rsc === undefined && !isPreviewing(message)
}

function isReading(message: IncomingMessage): boolean {
  return message.method === 'GET' || message.method === 'HEAD'
}
