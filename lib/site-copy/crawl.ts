import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileOf, targetOf } from './address.ts'
import { elementsOf, linksOf, parsePage, partsOfSet } from './page-links.ts'
import { addressesIn } from './styles.ts'

/** What the site answers. Names of headers are in lower case. */
export interface SiteAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number | readonly string[] | undefined>>
  readonly body: Buffer
}

/** Asks the site for the address `target`, a path with its query. */
export type AskSite = (target: string) => Promise<SiteAnswer>

/** Something of the site that was fetched. */
export interface Fetched {
  readonly key: string
  readonly kind: 'page' | 'style' | 'file'
  readonly status: number
  /** Where it is in the copy. */
  readonly file: string
}

/** Where an address leads on to. */
export interface Redirect {
  readonly key: string
  /** The place there, such as a paragraph's. */
  readonly fragment: string
}

/** All that was found. */
export interface Crawl {
  readonly fetched: ReadonlyMap<string, Fetched>
  /** Where addresses lead that lead on. */
  readonly redirects: ReadonlyMap<string, Redirect>
  /** Addresses in the copy's own pages at which nothing is. */
  readonly missing: ReadonlySet<string>
}

const AT_ONCE = 3

/** The site could not be copied whole. */
export class CopyFailed extends Error {
  readonly code = 'copyFailed'
}

/** Fetches everything that can be reached from the addresses `seeds`, and puts each under its name below `directory`. Pages and style sheets lie there as
 *  the site sent them: their links can be written only when all are known.
 *  @throws {CopyFailed} if something can't be had that should be there */
export async function crawlSite(ask: AskSite, origin: string, seeds: readonly string[], directory: string): Promise<Crawl> {
  const fetched = new Map<string, Fetched>()
  const redirects = new Map<string, Redirect>()
  const missing = new Set<string>()
  const seen = new Set<string>()
  const waiting: string[] = []

  const find = (written: string, base: string) => {
    const target = targetOf(written, base, origin)
    if (target.kind !== 'copied' || seen.has(target.key)) return
    seen.add(target.key)
    waiting.push(target.key)
  }

  const fetch = async (key: string) => {
    const { status, headers, body } = await ask(key)
    const location = headers['location']
    if (status >= 300 && status < 400 && typeof location === 'string') {
      const target = targetOf(location, new URL(key, origin).href, origin)
      if (target.kind === 'copied' && target.key !== key) redirects.set(key, target)
      find(location, new URL(key, origin).href)
      return
    }
    if (status === 404) return void missing.add(key)
    if (status !== 200 && status !== 410) throw new CopyFailed(`${key} was answered with status ${status}: the copy would not be whole.`)
    const contentType = String([headers['content-type']].flat()[0] ?? 'application/octet-stream')
    const kind = contentType.startsWith('text/html') ? 'page' : contentType.startsWith('text/css') ? 'style' : 'file'
    const file = fileOf(key, contentType)
    await mkdir(dirname(join(directory, file)), { recursive: true })
    await writeFile(join(directory, file), body)
    fetched.set(key, { key, kind, status, file })
    const base = new URL(key, origin).href
    if (kind === 'page') for (const link of addressesOfPage(body.toString())) find(link, base)
    else if (kind === 'style') for (const address of addressesIn(body.toString())) find(address, base)
    else if (/\/sitemap[^?]*\.xml$/.test(key))
      for (const [, address = ''] of body.toString().matchAll(/<loc>([^<]+)<\/loc>/g)) find(address, base)
  }

  for (const seed of seeds) find(seed, origin)
  const work = async () => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) await fetch(key)
  }
  // Whoever finds nothing waiting ends, while others may still find more: then they begin again.
  while (waiting.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { fetched, redirects, missing }
}

function* addressesOfPage(html: string): Generator<string> {
  for (const element of elementsOf(parsePage(html))) {
    // Next's own scripts are no part of a page, and ours needs the site.
    if (element.tagName === 'script') continue
    if (element.tagName === 'link' && !isKept(element)) continue
    for (const { value, isSet } of linksOf(element)) {
      if (isSet) for (const { href } of partsOfSet(value)) yield href
      else yield value
    }
  }
}

const KEPT_LINKS = new Set(['stylesheet', 'icon', 'apple-touch-icon', 'alternate', 'manifest', 'license', 'next', 'prev'])

/** Whether a `<link>` is of use without the site. */
export function isKept(element: { readonly attrs: readonly { readonly name: string; readonly value: string }[] }): boolean {
  const of = (name: string) => element.attrs.find((one) => one.name === name)?.value ?? ''
  if (of('type').endsWith('+oembed')) return false
  return of('rel')
    .toLowerCase()
    .split(/\s+/)
    .some((rel) => KEPT_LINKS.has(rel))
}
