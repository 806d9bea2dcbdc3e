import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { LANGUAGES, languageOfPath, localPath } from '#lib/i18n/languages.ts'
import { fileOf, relativeLink } from './address.ts'
import { writeBrowserFiles } from './browser-files.ts'
import type { KnownEdition } from './check-edition.ts'
import { type AskSite, type Crawl, CopyFailed, crawlSite, type Fetched } from './crawl.ts'
import { knownEdition, registerScript } from './edition-register.ts'
import { MADE_AT, makeManifest, MANIFEST } from './manifest.ts'
import { searchIndexFile, searchPage, verifyPage } from './own-pages.ts'
import { readMe } from './read-me.ts'
import { linkResolver } from './resolve.ts'
import { type Instead, rewritePage } from './rewrite-page.ts'
import { SearchIndexes } from './search-index.ts'
import { withAddresses } from './styles.ts'

/** What is copied. */
export interface SiteToCopy {
  readonly origin: string
  readonly ask: AskSite
  /** Public paths that no link may lead to, such as those of sheets that were withdrawn. */
  readonly paths: readonly string[]
  /** The documents of sheets that are no longer published. */
  readonly withdrawn: readonly string[]
  readonly now: Date
}

/** What was copied. */
export interface CopyCounts {
  readonly pages: number
  readonly files: number
  readonly editions: number
  readonly searchable: number
  readonly bytes: number
}

const KEYS = '/.well-known/chancery-keys.json'
/** From these everything can be reached that is meant to be read. */
const SEEDS = ['/', '/indicators', '/faq', '/corrections', '/corrections.atom', '/verify', '/search', '/glossary']
const SEEDS_ONCE = [KEYS, '/sitemap.xml', '/icon.svg']

/** Writes the whole public site into `directory`, an empty one, as files that need no server.
 *  @throws {CopyFailed} if something can't be had that should be there */
export async function copySite({ origin, ask, paths, withdrawn, now }: SiteToCopy, directory: string): Promise<CopyCounts> {
  const seeds = [...SEEDS_ONCE, ...LANGUAGES.flatMap((language) => SEEDS.map((path) => localPath(language, path))), ...paths]
  const { fetched, ...rest } = await crawlSite(ask, origin, seeds, directory)
  const frames = await takeFrames(fetched, directory)
  const crawl: Crawl = { ...rest, fetched: withOwnPages(fetched) }
  const write = async (file: string, content: string) => {
    await mkdir(dirname(join(directory, file)), { recursive: true })
    await writeFile(join(directory, file), content)
  }
  const search = new SearchIndexes()
  const editions: KnownEdition[] = []
  for (const item of [...crawl.fetched.values()].toSorted(byKey)) {
    const text = () => readFile(join(directory, item.file), 'utf8')
    if (item.kind === 'style') await write(item.file, rewriteStyles(await text(), item, crawl, origin))
    if (item.kind === 'file' && /\/editions\/\d+\.json$/.test(item.key)) {
      const page = crawl.fetched.get(item.key.slice(0, -'.json'.length))
      const edition = knownEdition(await text(), page?.file ?? item.file)
      // One edition has an address in each language of the interface, and is one.
      if (edition && !editions.some(({ hash }) => hash === edition.hash)) editions.push(edition)
    }
    if (item.kind !== 'page') continue
    const frame = frames.get(item.key)
    const own = (file: string) => relativeLink(item.file, file)
    const { html, document } = rewritePage(frame ?? (await text()), {
      key: item.key,
      origin,
      resolve: linkResolver(crawl, origin, item.file, item.key),
      own,
      instead: insteadOf(item),
    })
    await write(item.file, html)
    if (item.status === 200) search.add(document, item.key, item.file)
  }
  const keys = crawl.fetched.get(KEYS)
  if (!keys) throw new CopyFailed('The site gives no public keys, without which no edition can be checked.')
  await mkdir(join(directory, '_copy'), { recursive: true })
  await writeBrowserFiles(join(directory, '_copy'))
  await write('_copy/editions.js', registerScript(await readFile(join(directory, keys.file), 'utf8'), editions, withdrawn))
  for (const language of LANGUAGES) await write(searchIndexFile(language), search.scriptOf(language))
  await write('README.txt', readMe(origin))
  const manifest = await makeManifest(directory, origin)
  await write(MANIFEST, `${JSON.stringify(manifest, null, 1)}\n`)
  await write(MADE_AT, `${now.toISOString()}\n`)
  const kinds = [...crawl.fetched.values()]
  return {
    pages: kinds.filter(({ kind }) => kind === 'page').length,
    files: manifest.files.length,
    editions: editions.length,
    searchable: search.entries,
    bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

/** The texts of the pages that the copy's own are made from: their frame, by the key of the page. A site without search lends that of its `/verify`. */
async function takeFrames(fetched: ReadonlyMap<string, Fetched>, directory: string): Promise<ReadonlyMap<string, string>> {
  const frames = new Map<string, string>()
  for (const language of LANGUAGES) {
    const verify = fetched.get(localPath(language, '/verify'))
    if (!verify) throw new CopyFailed(`There is no page ${localPath(language, '/verify')}, which the copy needs.`)
    const search = fetched.get(localPath(language, '/search')) ?? verify
    frames.set(localPath(language, '/verify'), await readFile(join(directory, verify.file), 'utf8'))
    frames.set(localPath(language, '/search'), await readFile(join(directory, search.file), 'utf8'))
  }
  return frames
}

function withOwnPages(fetched: ReadonlyMap<string, Fetched>): ReadonlyMap<string, Fetched> {
  const own = LANGUAGES.map((language) => localPath(language, '/search'))
  const pages = own.map((key): Fetched => ({ key, kind: 'page', status: 200, file: fileOf(key, 'text/html') }))
  return new Map([...fetched, ...pages.map((page) => [page.key, page] as const)])
}

function insteadOf({ key, file }: Fetched): Instead | null {
  const language = languageOfPath(key)
  const root = relativeLink(file, 'index.html').slice(0, -'index.html'.length)
  if (key === localPath(language, '/search')) return searchPage(language, 'index.html', root)
  if (key === localPath(language, '/verify')) return verifyPage(language, root)
  return null
}

function rewriteStyles(css: string, { key, file }: Fetched, crawl: Crawl, origin: string): string {
  const resolve = linkResolver(crawl, origin, file, key)
  return withAddresses(css, (address) => {
    const resolved = resolve(address)
    return resolved.kind === 'foreign' ? address : resolved.href
  })
}

function byKey(one: Fetched, other: Fetched): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0
}
