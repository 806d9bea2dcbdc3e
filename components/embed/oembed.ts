import { DEFAULT_LANGUAGE, isLanguage, type Language } from '#lib/i18n/languages.ts'
import { chartEmbedPath, EMBED_HEIGHTS, figureEmbedPath, frameHtml } from './embed-address.ts'

const WIDTH = 640
const WIDTH_MIN = 200

/** What an address of the site shows when it is embedded. */
export type Embedded =
  | { readonly kind: 'figure'; readonly observation: string; readonly language: Language }
  | { readonly kind: 'chart'; readonly indicator: string; readonly place: string; readonly language: Language }

const SLUG = String.raw`([a-z0-9][a-z0-9-]{0,199})`
const FIGURE_PAGE = new RegExp(`^/(?:indicators|embed/charts)/${SLUG}/${SLUG}/?$`)
const FIGURE_EMBED = /^\/embed\/figures\/([A-Za-z0-9_-]{1,128})\/?$/

/** The links by which programs find out that the page at `address` can be embedded.
 *  @see https://oembed.com, section 4 */
export function oembedLink(address: string): Record<string, string> {
  return { 'application/json+oembed': `/api/oembed?url=${encodeURIComponent(address)}` }
}

/** What `address` shows when it is embedded: the page of a figure its chart, a row of that page's table that value. Null if it is none of the
 *  site at `origin`, or not to be embedded. */
export function embeddedAt(address: string, origin: string): Embedded | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.origin !== origin) return null
  const [, first = ''] = url.pathname.split('/', 2)
  const language = isLanguage(first) ? first : DEFAULT_LANGUAGE
  const path = isLanguage(first) ? url.pathname.slice(first.length + 1) : url.pathname
  const [, observation] = FIGURE_EMBED.exec(path) ?? []
  if (observation !== undefined) return { kind: 'figure', observation, language }
  const [, indicator, place] = FIGURE_PAGE.exec(path) ?? []
  if (indicator === undefined || place === undefined) return null
  const row = /^#(observation-[A-Za-z0-9_-]{1,116})$/.exec(url.hash)?.[1]
  return row === undefined ? { kind: 'chart', indicator, place, language } : { kind: 'figure', observation: row, language }
}

/** The address of an embed, without a language. */
export function embedPath(embedded: Embedded): string {
  return embedded.kind === 'figure'
    ? figureEmbedPath(embedded.observation)
    : chartEmbedPath(`/indicators/${embedded.indicator}/${embedded.place}`)
}

/** The largest frame that the one who asks has room for. Null if there is none. */
export interface Room {
  readonly width: number | null
  readonly height: number | null
}

interface OembedPage {
  readonly kind: Embedded['kind']
  /** The whole address of the embed. */
  readonly address: string
  readonly title: string
  /** The name and the origin of the site. */
  readonly site: string
  readonly origin: string
}

/** What programs are told that put a frame into a page by the address of what it shows.
 *  @see https://oembed.com, section 2.3.4.4 */
export function oembedAnswer({ kind, address, title, site, origin }: OembedPage, room: Room): object {
  const width = Math.max(WIDTH_MIN, Math.min(WIDTH, room.width ?? WIDTH))
  const height = Math.min(EMBED_HEIGHTS[kind], room.height ?? EMBED_HEIGHTS[kind])
  const html = frameHtml(address, title, height, String(width))
  return { version: '1.0', type: 'rich', title, provider_name: site, provider_url: `${origin}/`, html, width, height }
}
