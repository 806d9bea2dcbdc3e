import { sheetDates } from '#lib/publishing/edition-lists.ts'
import { EDITIONS_TAG } from '#lib/publishing/editions.ts'
import { type AskContent, ContentReading } from './content.ts'
import type { DataAnswer } from './data-answer.ts'
import { Problem } from './problem.ts'
import { pageAddresses, type PublicAddress, sheetAddresses } from './public-addresses.ts'
import { element, type Xml, xmlDocument } from './xml.ts'

/** Fewer than the 50,000 that may be, so that a part is small enough to be kept ready. */
const ADDRESSES_IN_PART = 10_000
const SITE_MAP_NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const PART = /^\/sitemap\/(fact-sheets|pages)-([1-9]\d{0,3})\.xml$/

/** Whether `path` is where the site map or a part of it may be. */
export function isSiteMapPath(path: string): boolean {
  return path === '/sitemap.xml' || path.startsWith('/sitemap/')
}

/** The site map, or a part of it. It names canonical addresses alone, each with the same page in other languages.
 *  @throws {Problem} 404 for a part that is not there
 *  @see https://www.sitemaps.org/protocol.html */
export async function siteMapAt(path: string, { origin, ask }: { readonly origin: string; readonly ask: AskContent }): Promise<DataAnswer> {
  const reading = new ContentReading(ask)
  reading.tags.add(EDITIONS_TAG)
  const [, kind, number] = PART.exec(path) ?? []
  const body = kind === undefined ? await indexOf(reading, path, origin) : await partOf(reading, kind, Number(number), origin)
  return { status: 200, headers: { 'Content-Type': 'application/xml; charset=utf-8' }, body, tags: reading.tags }
}

async function indexOf(reading: ContentReading, path: string, origin: string): Promise<string> {
  if (path !== '/sitemap.xml') throw noPart()
  const [sheets, pages] = [await sheetAddresses(reading), await pageAddresses(reading)]
  const parts = [...partNames('fact-sheets', sheets.length), ...partNames('pages', pages.length)]
  const elements = parts.map((part) => element('sitemap', {}, [element('loc', {}, new URL(`/sitemap/${part}.xml`, origin).href)]))
  return xmlDocument(element('sitemapindex', { xmlns: SITE_MAP_NAMESPACE }, elements))
}

function partNames(kind: string, count: number): readonly string[] {
  return Array.from({ length: Math.ceil(count / ADDRESSES_IN_PART) }, (_, index) => `${kind}-${index + 1}`)
}

async function partOf(reading: ContentReading, kind: string, number: number, origin: string): Promise<string> {
  const all = kind === 'pages' ? await pageAddresses(reading) : await sheetAddresses(reading)
  const here = all.slice((number - 1) * ADDRESSES_IN_PART, number * ADDRESSES_IN_PART)
  if (here.length === 0) throw noPart()
  const dates = await sheetDates(here.flatMap(({ documentId }) => documentId ?? []))
  const urls = here.map((address) => urlOf(address, dates.get(address.documentId ?? '')?.updated, origin))
  return xmlDocument(element('urlset', { xmlns: SITE_MAP_NAMESPACE, 'xmlns:xhtml': 'http://www.w3.org/1999/xhtml' }, urls))
}

function urlOf({ path, translations }: PublicAddress, updatedAt: Date | undefined, origin: string): Xml {
  const whole = (at: string) => new URL(at, origin).href
  return element('url', {}, [
    element('loc', {}, whole(path)),
    ...(updatedAt ? [element('lastmod', {}, updatedAt.toISOString())] : []),
    ...(translations.length > 1
      ? translations.map((other) => element('xhtml:link', { rel: 'alternate', hreflang: other.language, href: whole(other.path) }))
      : []),
  ])
}

function noPart(): Problem {
  return new Problem(404, 'There is no such part of the site map. All parts: /sitemap.xml')
}
