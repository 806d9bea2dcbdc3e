import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LANGUAGES, localPath } from '#lib/i18n/languages.ts'
import { type Site, startSite } from '#tests/support/site.ts'

// The built site with its seed, read from its three front pages on, as a search engine reads it.

interface Page {
  readonly path: string
  readonly title: string
  readonly description: string
  /** The path that it says it is at. */
  readonly canonical: string | null
  /** By language, the paths of the same page. */
  readonly translations: Readonly<Record<string, string>>
  readonly feeds: readonly string[]
  readonly isIndexed: boolean
}

/** Addresses of one person, of editors and of programs, and files. */
const OTHER =
  /^(?:\/(?:es|ar))?\/(?:my|sign-in|studio|api|lake|verify\/.+)(?:\/|$)|\.(?:csv|json|atom|xml|svg|md|pdf|png)$|^\/\.well-known\/|\/compare\/|\/cite(?:[/.]|$)|\/p\/|\/report\//
const FEED_LINKS = ['atom+xml', 'feed+json'].map((type) => `link[rel=alternate][type="application/${type}"]`).join(', ')
const AT_ONCE = 4

let site: Site
const pages = new Map<string, Page>()

async function readPage(path: string): Promise<readonly string[]> {
  const answer = await fetch(site.origin + path, { headers: { accept: 'text/html' } })
  expect([path, answer.status]).toEqual([path, 200])
  const { document } = parseHTML(await answer.text())
  const own = (address: string) => (address.startsWith(site.origin) ? address.slice(site.origin.length) || '/' : address)
  const attribute = (selector: string, name: string) => document.querySelector(selector)?.getAttribute(name) ?? null
  const canonical = attribute('link[rel=canonical]', 'href')
  pages.set(path, {
    path,
    title: document.querySelector('title')?.textContent ?? '',
    description: attribute('meta[name=description]', 'content') ?? '',
    canonical: canonical && own(canonical),
    translations: Object.fromEntries(
      Array.from(document.querySelectorAll('link[rel=alternate][hreflang]'), (link) => [
        link.getAttribute('hreflang') ?? '',
        own(link.getAttribute('href') ?? ''),
      ]),
    ),
    feeds: Array.from(document.querySelectorAll(FEED_LINKS), (link) => own(link.getAttribute('href') ?? '')),
    isIndexed: !(attribute('meta[name=robots]', 'content') ?? '').includes('noindex'),
  })
  return Array.from(document.querySelectorAll('a[href]'), (link) => link.getAttribute('href') ?? '')
    .map((href) => own(new URL(href, site.origin + path).href).replace(/[?#].*$/, ''))
    .filter((href) => href.startsWith('/') && !OTHER.test(href))
}

beforeAll(async () => {
  site = await startSite({ environment: { INDEXING: 'on' } })
  const seen = new Set(LANGUAGES.map((language) => localPath(language, '/')))
  const waiting = [...seen]
  while (waiting.length > 0) {
    const found = await Promise.all(waiting.splice(0, AT_ONCE).map(readPage))
    for (const path of found.flat()) {
      if (seen.has(path)) continue
      seen.add(path)
      waiting.push(path)
    }
  }
}, 600_000)
afterAll(async () => await site.stop())

/** Pages at the one address of what they say; the others stand in for one in another language. */
const ownPages = () => [...pages.values()].filter(({ path, canonical, isIndexed }) => isIndexed && canonical === path)

test('Every page of every kind is reached, and says which is its one address, which is there', () => {
  for (const path of [
    '/',
    '/fact-sheets/peru',
    '/fact-sheets/peru/editions/1',
    '/indicators/coca-cultivation/peru',
    '/countries/peru',
    '/topics/cultivation',
    '/series/us',
    '/offices/us-department-of-state',
    '/countries',
    '/data',
    '/privacy',
    '/corrections',
    '/verify',
  ])
    for (const language of LANGUAGES) expect([...pages.keys()]).toContain(localPath(language, path))
  const lost = [...pages.values()].filter(({ canonical, isIndexed }) => isIndexed && (canonical === null || !pages.has(canonical)))
  expect(lost.map(({ path, canonical }) => [path, canonical])).toEqual([])
})

test('Titles have 20 characters and descriptions 50, and no two pages share one', () => {
  const short = ownPages().filter(({ title, description }) => title.length < 20 || description.length < 50)
  expect(short.map(({ path, title, description }) => [path, title, description])).toEqual([])
  for (const part of ['title', 'description'] as const) {
    const shared = [...Map.groupBy(ownPages(), (page) => page[part])].filter(([, at]) => at.length > 1)
    expect(shared.map(([text, at]) => [text, ...at.map(({ path }) => path)])).toEqual([])
  }
})

test('A page names the same page in other languages, each of which names it too', () => {
  const oneSided = ownPages().flatMap(({ path, translations }) =>
    Object.values(translations)
      .filter((other) => !Object.values(pages.get(other)?.translations ?? {}).includes(path))
      .map((other) => [path, other]),
  )
  expect(oneSided).toEqual([])
})

test('The site map names all that is to be found, and nothing else; robots.txt names it', async () => {
  const text = async (path: string) => (await fetch(site.origin + path)).text()
  expect(await text('/robots.txt')).toContain(`Sitemap: ${site.origin}/sitemap.xml`)
  const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc.slice(site.origin.length))
  const parts = await Promise.all(locations(await text('/sitemap.xml')).map(text))
  const named = new Set(parts.flatMap(locations))
  const isEdition = (path: string) => /\/editions(?:\/\d+)?$/.test(path)
  const found = ownPages()
    .map(({ path }) => path)
    .filter((path) => !isEdition(path))
  expect(found.filter((path) => !named.has(path))).toEqual([])
  expect([...named].filter((path) => !found.includes(path))).toEqual([])
})

test('Every feed that a page names is there, by its media type, for every site to read', async () => {
  const feeds = [...new Set([...pages.values()].flatMap((page) => page.feeds))]
  expect(feeds.length).toBeGreaterThan(50)
  for (const path of feeds) {
    const answer = await fetch(site.origin + path, { method: 'HEAD' })
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
      path,
      200,
      expect.stringMatching(/^application\/(?:atom\+xml|feed\+json)/),
    ])
  }
})

test('The interface answers with a strong entity tag, 304, to every site, and with problems for what cannot be', async () => {
  const address = `${site.origin}/api/v1/observations?place=peru&limit=5`
  const first = await fetch(address)
  const etag = first.headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[^"]+"$/)
  expect(first.headers.get('access-control-allow-origin')).toBe('*')
  expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
  expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304)
  const table = await fetch(address, { headers: { accept: 'text/csv' } })
  expect([table.headers.get('content-type'), table.headers.get('etag') === etag]).toEqual(['text/csv; charset=utf-8', false])
  const refused = await fetch(`${site.origin}/api/v1/observations?limit=0`)
  expect([refused.status, refused.headers.get('content-type'), refused.headers.get('cache-control')]).toEqual([
    400,
    'application/problem+json',
    'private, no-store',
  ])
  expect((await fetch(address, { method: 'POST' })).status).toBe(405)
  const asked = await fetch(address, {
    method: 'OPTIONS',
    headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' },
  })
  expect([asked.status, asked.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD'])
  const download = await fetch(`${site.origin}/api/v1/download`)
  const lines = (await download.text()).trim().split('\n')
  expect([download.headers.get('content-type'), lines.length > 500]).toEqual(['application/x-ndjson; charset=utf-8', true])
  // A header of a megabyte never gets to us: Node refuses it.
  expect((await fetch(`${site.origin}/api/v1/observations?place=${'x'.repeat(1_000_000)}`)).status).toBe(431)
})
