import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFile } from '#lib/db/file-lock.ts'
import { canonicalJson, hashOf } from '#lib/publishing/canonical.ts'
import { editionFile } from '#lib/publishing/edition-file.ts'
import { signerOf } from '#lib/publishing/signer.ts'
import { toKeySet } from '#lib/publishing/signing-keys.ts'
import { checkEdition, type EditionRegister } from '#lib/site-copy/check-edition.ts'
import { copySite } from '#lib/site-copy/copy-site.ts'
import type { AskSite, SiteAnswer } from '#lib/site-copy/crawl.ts'
import { openDestination } from '#lib/site-copy/destination.ts'
import { MADE_AT } from '#lib/site-copy/manifest.ts'
import { faultyLinks } from '#tests/support/copy-links.ts'
import { runScript } from '#tests/support/start.ts'

// A site of a few pages stands for the whole one, which `tests/long/exported-site.spec.ts` copies.

const origin = 'https://facts.example'
const signer = signerOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
const content = canonicalJson({
  document: 'sheet',
  number: 1,
  published: '2026-11-26T10:00:00.000Z',
  heading: 'Perú',
  language: 'en',
  previous: null,
})
const edition = editionFile({ content, hash: hashOf(content), keyId: signer.keyId, signature: signer.sign(content) })

let directory: string

interface Given {
  readonly status?: number
  readonly type?: string
  readonly body?: string
  readonly location?: string
}

let site: Map<string, Given>

const page = (language: string, body: string): Given => ({
  body: `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><title>t</title><link rel="stylesheet" href="/_next/static/a.css"></head><body><header><form action="${language === 'en' ? '' : `/${language}`}/search"><input name="q"></form></header><main id="main">${body}</main><script src="/x.js"></script></body></html>`,
})

beforeEach(async () => {
  // Spaces, letters of other scripts, and what means something in addresses.
  directory = join(await mkdtemp(join(tmpdir(), 'chancery-copy-')), 'Una copia ñ #1 100% عربي')
  site = new Map<string, Given>([
    ['/.well-known/chancery-keys.json', keys()],
    ['/sitemap.xml', { type: 'application/xml', body: `<urlset><url><loc>${origin}/listed</loc></url></urlset>` }],
    ['/listed', page('en', '<h1>In the sitemap alone</h1>')],
    [
      '/',
      page(
        'en',
        '<h1>Fact sheets</h1><a href="/fact-sheets/peru#a">Peru</a><a href="/old">Old</a><a href="/gone">Gone</a><a href="/my">Mine</a>',
      ),
    ],
    ['/es', page('es', '<h1>Fichas</h1><a href="/" hreflang="en">English</a>')],
    ['/ar', page('ar', '<h1>صحائف</h1><p>المخدرات</p>')],
    [
      '/fact-sheets/peru',
      page(
        'en',
        '<h1>Peru</h1><p id="a">Coca <img src="/lake/images/local/production/a-1x1.png?w=1"></p><table><tr id="v"><th>2014</th><td>46,500 hectares</td><td><a href="#a" class="cite-value">Cite</a></td></tr></table><a href="/fact-sheets/peru/editions/1">1</a>',
      ),
    ],
    ['/fact-sheets/peru/editions/1', page('en', '<h1>Peru</h1><a href="/fact-sheets/peru/editions/1.json">file</a>')],
    ['/fact-sheets/peru/editions/1.json', { type: 'application/json', body: edition }],
    ['/fact-sheets/Peru', page('en', '<h1>Another Peru</h1><a href="/fact-sheets/peru">Peru</a>')],
    ['/removed', { ...page('en', '<h1>Removed</h1>'), status: 410 }],
    ['/old', { status: 308, location: '/fact-sheets/Peru' }],
    ['/lake/images/local/production/a-1x1.png?w=1', { type: 'image/png', body: 'png' }],
    ['/_next/static/a.css', { type: 'text/css', body: 'body{background:url(/icon.svg)}' }],
    ['/icon.svg', { type: 'image/svg+xml', body: '<svg/>' }],
    ...['en', 'es', 'ar'].map(
      (language) =>
        [`${language === 'en' ? '' : `/${language}`}/verify`, page(language, '<form method="post" action="/api/verify"></form>')] as const,
    ),
  ])
})

afterEach(() => rm(join(directory, '..'), { recursive: true, force: true }))

function keys() {
  const set = toKeySet([{ id: signer.keyId, x: signer.x, validFrom: new Date(0), validUntil: null }])
  return { type: 'application/jwk-set+json', body: JSON.stringify(set) }
}

const ask: AskSite = async (target): Promise<SiteAnswer> => {
  const { status = 200, type = 'text/html; charset=utf-8', body = '', location } = site.get(target) ?? { status: 404 }
  return { status, headers: { 'content-type': type, ...(location !== undefined && { location }) }, body: Buffer.from(body) }
}

async function copy(now = new Date(), asking = ask) {
  const destination = await openDestination(directory, lockFile)
  try {
    const counts = await copySite({ origin, ask: asking, paths: ['/removed'], withdrawn: [], now }, destination.unfinished)
    await destination.finish()
    return counts
  } finally {
    await destination.close()
  }
}

const read = (file: string) => readFile(join(directory, file), 'utf8')
const beside = () => readdir(join(directory, '..'))

/** What a script of the copy sets, without a browser. */
async function set<Value>(file: string): Promise<Value> {
  const window: Record<string, unknown> = {}
  runInNewContext(await read(file), { window })
  return Object.values(window)[0] as Value
}

test('Everything that links lead to is in the copy, and no link of it leads nowhere or needs the site unsaid', async () => {
  expect(await copy()).toMatchObject({ pages: 14, editions: 1 })
  expect(await faultyLinks(directory, origin)).toEqual([])
  const home = await read('index.html')
  expect(home).toContain('<a href="fact-sheets/peru/index.html#a">Peru</a>')
  // Moved addresses are followed; on many systems "Peru" and "peru" are one name.
  expect(home).toMatch(/<a href="fact-sheets\/Peru-[0-9a-f]{10}\/index\.html">Old<\/a>/)
  expect(home).toContain('<a data-live href="https://facts.example/gone">Gone</a>')
  expect(await read('removed/index.html')).toContain('<h1>Removed</h1>')
  expect(await read('listed/index.html')).toContain('In the sitemap alone')
  expect(await read('_next/static/a.css')).toBe('body{background:url("../../icon.svg")}')
  for (const name of await readdir(directory)) expect(name).not.toMatch(/^\./)
})

test('The copy searches by an index that is a script, and finds single values', async () => {
  await copy()
  const index = await set<{ storedFields: Record<string, { title: string; href: string }> }>('_copy/search-en.js')
  expect(Object.values(index.storedFields)).toContainEqual({
    title: 'Peru, 2014: 46,500 hectares',
    summary: '',
    href: 'fact-sheets/peru/index.html#v',
  })
  expect(await read('search/index.html')).toContain('<script defer src="../_copy/search-en.js"></script>')
  expect(await read('ar/search/index.html')).toContain('<script defer src="../../_copy/search-ar.js"></script>')
})

test('The copy knows its editions and the keys, and checks by them', async () => {
  await copy()
  const register = await set<EditionRegister>('_copy/editions.js')
  expect(checkEdition(edition, register)).toMatchObject({ kind: 'genuine', known: { href: 'fact-sheets/peru/editions/1/index.html' } })
  expect(checkEdition(edition.replace('Perú', 'Peru'), register)).toEqual({ kind: 'changed' })
})

test('The same content gives the same bytes, but for the one file with the date', async () => {
  await copy(new Date(0))
  const first = await read('manifest.json')
  expect(first).not.toContain(MADE_AT)
  await copy(new Date(1))
  expect(await read('manifest.json')).toBe(first)
  expect(await read(MADE_AT)).toBe('1970-01-01T00:00:00.001Z\n')
})

test('A new export takes the place of an earlier one as a whole: what is gone is gone', async () => {
  await copy()
  site.delete('/removed')
  await copy()
  expect(existsSync(join(directory, 'removed'))).toBe(false)
  expect(await beside()).toEqual([directory.split('/').at(-1)])
})

test('An export that breaks off leaves the earlier one as it was, and nothing beside it', async () => {
  await copy()
  const before = await read('manifest.json')
  const breaking: AskSite = async (target) =>
    target.endsWith('.json') && !target.startsWith('/.') ? { ...(await ask(target)), status: 500 } : ask(target)
  await expect(copy(new Date(), breaking)).rejects.toThrow('/fact-sheets/peru/editions/1.json was answered with status 500')
  expect(await read('manifest.json')).toBe(before)
  expect(await beside()).toEqual([directory.split('/').at(-1)])
})

test('An earlier copy that a killed export left beside its place is put back', async () => {
  await copy()
  const name = directory.split('/').at(-1) ?? ''
  const earlier = join(directory, '..', `.${name}.earlier`)
  await mkdir(join(directory, '..', `.${name}.unfinished`))
  await rename(directory, earlier)
  const destination = await openDestination(directory, lockFile)
  await destination.close()
  expect(await read('index.html')).toContain('Fact sheets')
  expect(await beside()).toEqual([name])
})

test('A directory with anything else in it is refused, and stays as it is', async () => {
  await mkdir(directory)
  await writeFile(join(directory, 'mine.txt'), 'mine')
  await expect(copy()).rejects.toThrow('is not empty and holds no earlier export')
  await rm(join(directory, 'mine.txt'))
  await copy()
  await writeFile(join(directory, 'mine.txt'), 'mine')
  await expect(copy()).rejects.toThrow('holds files that are not of the earlier export (mine.txt)')
  expect(await read('mine.txt')).toBe('mine')
})

test('Two exports to one place at once are refused', async () => {
  const destination = await openDestination(directory, lockFile)
  await expect(copy()).rejects.toThrow('is under way')
  await destination.close()
  await copy()
})

test('The command says how it is used, and refuses a directory before it does anything', async () => {
  expect(await runScript('scripts/export-site.ts', {})).toEqual({ code: 2, output: expect.stringContaining('Usage: npm run export:site') })
  await mkdir(directory)
  await writeFile(join(directory, 'mine.txt'), 'mine')
  const { code, output } = await runScript(
    'scripts/export-site.ts',
    { DATA_DIR: join(directory, '..', 'data') },
    { args: ['--to', directory] },
  )
  expect(output).toContain('is not empty and holds no earlier export')
  expect(output).not.toMatch(/^\s+at /m)
  expect(code).toBe(1)
  expect(existsSync(join(directory, '..', 'data'))).toBe(false)
}, 60_000)
