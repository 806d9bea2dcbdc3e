import { languageOfPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { processRecord, type RenderRecord } from '#lib/render-record.ts'
import { cutPage, PageNotWhole } from './cut-page.ts'
import { askInside, type NodeHandler } from './inner-request.ts'
import { ownHeaders } from './inward-headers.ts'
import type { MakeReady } from './ready-bytes.ts'
import type { Render } from './ready-pages.ts'

/** next-sanity puts this before the lake's sync tags wherever Next's cache is concerned. */
export const NEXT_TAG_PREFIX = 'sanity:'

/** The addresses of our modules for browsers; null for one that was not built. */
export interface ReaderModules {
  /** The one that readers' pages load. */
  readonly reader: string | null
  /** Suggestions while one types a search, which it loads when they are first wanted. */
  readonly suggestions: string | null
  /** What changed since one last read the page's sheet. */
  readonly since: string | null
  /** Notes in the page, and what is kept on the device. */
  readonly notes: string | null
}

/** What in a page makes it name a module that it may want later. */
const WANTED_BY = { suggestions: 'data-suggestions=', since: 'data-edition=', notes: 'data-use="notes"' } as const

/** A render of public pages by Next, in this process and without cookies, so that nothing personal can get in. `sentHeaders` go out with each
 *  page, but that one made for a query is stored nowhere.
 *  @see pages.md, "The way of a request", 2 and 3 */
export function createRender(
  handler: NodeHandler,
  origin: string,
  modules: ReaderModules,
  sentHeaders: Readonly<Record<string, string>>,
  makeReady: MakeReady,
): Render {
  const headers = { ...ownHeaders(origin), accept: 'text/html' }
  return async (path) => {
    const record: RenderRecord = { tags: new Set() }
    // `askInside` has called the handler before it first waits, so all of the render runs inside the record.
    const answer = await processRecord().renders.run(record, () => askInside(handler, { method: 'GET', target: path, headers }))
    const tags = new Set(Array.from(record.tags, withoutPrefix))
    if (answer.status === 404) return { kind: 'missing', tags }
    if (answer.status >= 300 && answer.status < 400) {
      return { kind: 'redirect', status: answer.status, location: String(answer.headers.location), tags }
    }
    if (answer.status !== 200) throw new Error(`${path} was rendered with status ${answer.status}.`)
    // Next sends the type of a picture as an array of one.
    const contentType = [answer.headers['content-type']].flat().at(0) ?? 'application/octet-stream'
    const { status = 200 } = record
    const pageHeaders = status === 200 && !path.includes('?') ? sentHeaders : { ...sentHeaders, 'Cache-Control': 'private, no-store' }
    if (!contentType.startsWith('text/html'))
      return {
        kind: 'page',
        ready: await makeReady(answer.body, {
          status,
          contentType,
          headers: pageHeaders,
          isCompressible: !/^image\/(?!svg)/.test(contentType),
        }),
        tags,
      }
    const words = translate('openPage', languageOfPath(path))
    const said = { updated: words('updated'), show: words('show'), shown: words('shown') }
    const whole = answer.body.toString()
    const reader = modules.reader === null ? null : { src: modules.reader, words: { ...said, ...furtherModules(modules, whole) } }
    try {
      const html = cutPage(whole, { tags: [...tags], reader })
      return {
        kind: 'page',
        ready: await makeReady(Buffer.from(html), { status, contentType: 'text/html; charset=utf-8', headers: pageHeaders }),
        tags,
      }
    } catch (error) {
      throw error instanceof PageNotWhole ? new PageNotWhole(`${path}: ${error.message}`, { cause: error }) : error
    }
  }
}

/** The modules that the page `html` may want later, by name. */
function furtherModules(modules: ReaderModules, html: string): Readonly<Record<string, string>> {
  const names = ['suggestions', 'since', 'notes'] as const
  return Object.fromEntries(
    names.flatMap((name) => {
      const src = modules[name]
      return src !== null && html.includes(WANTED_BY[name]) ? [[name, src] as const] : []
    }),
  )
}

function withoutPrefix(tag: string): string {
  return tag.startsWith(NEXT_TAG_PREFIX) ? tag.slice(NEXT_TAG_PREFIX.length) : tag
}
