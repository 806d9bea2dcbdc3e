import { Api, API_PATH, DOWNLOAD_PATH } from './api/api.ts'
import type { AskContent } from './content.ts'
import type { DataAnswer, StreamedAnswer } from './data-answer.ts'
import { feedAt, isFeedPath } from './feeds/feed-answer.ts'
import { Problem, problemAnswer } from './problem.ts'
import { siteMapAt, isSiteMapPath } from './site-map.ts'
import { prefersCsv } from './prefers-csv.ts'

/** Every site may read what is given to everyone. */
const SHARED = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'ETag, Link' }
const WANTS_CSV = '#csv'

export interface OpenDataSettings {
  /** The public origin of the site. */
  readonly origin: string
  readonly ask: AskContent
}

/** What the site gives to programs: feeds, the site map, the read API. A plain function of addresses, which knows nothing of the server that keeps its answers. */
export class OpenData {
  readonly #settings: OpenDataSettings
  readonly #api: Api

  constructor(settings: OpenDataSettings) {
    this.#settings = settings
    this.#api = new Api({ origin: settings.origin }, settings.ask)
  }

  /** Whether `path`, a canonical public one, is for this to answer. */
  isAt(path: string): boolean {
    return isFeedPath(path) || isSiteMapPath(path) || path === API_PATH || path.startsWith(`${API_PATH}/`)
  }

  /** One spelling for each answer. */
  keyOf(url: URL, accept: string | undefined): string {
    const { searchParams } = new URL(url)
    searchParams.sort()
    const query = searchParams.toString()
    const isApi = url.pathname.startsWith(API_PATH)
    // What feeds and the site map are asked beside their address counts for nothing.
    return url.pathname + (isApi && query !== '' ? `?${query}` : '') + (isApi && prefersCsv(accept) ? WANTS_CSV : '')
  }

  /** What is at `url`, if it is too large to be kept; null if not. */
  streamAt(url: URL): StreamedAnswer | null {
    if (url.pathname !== DOWNLOAD_PATH) return null
    const { headers, pieces } = this.#api.download()
    return { headers: { ...headers, ...SHARED }, pieces }
  }

  /** The answer for `key`. Never throws for what somebody asked. */
  async answer(key: string): Promise<DataAnswer> {
    const wantsCsv = key.endsWith(WANTS_CSV)
    const url = new URL(wantsCsv ? key.slice(0, -WANTS_CSV.length) : key, this.#settings.origin)
    try {
      const answer = await this.#find(url, wantsCsv)
      return { ...answer, headers: { ...answer.headers, ...SHARED } }
    } catch (error) {
      if (error instanceof Problem) return problemAnswer(error, SHARED)
      throw error
    }
  }

  #find(url: URL, wantsCsv: boolean): Promise<DataAnswer> {
    const { pathname } = url
    if (isFeedPath(pathname)) return feedAt(pathname, this.#settings)
    if (isSiteMapPath(pathname)) return siteMapAt(pathname, this.#settings)
    return this.#api.answer(url, wantsCsv)
  }
}
