import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { DATA_ORIGIN, type DataScene, startDataScene } from '#tests/support/data-scene.ts'

let scene: DataScene
let atomGrammar: string
let jsonFeedSchema: object

const OLD = 'observation-pe-coca-cultivation-2014-pe-inl-2015'
const read = (name: string) => readFile(new URL(`../fixtures/formats/${name}`, import.meta.url), 'utf8')

beforeAll(async () => {
  atomGrammar = await read('atom.rng')
  jsonFeedSchema = JSON.parse(await read('json-feed-1.1.schema.json')) as object
  scene = await startDataScene()
  await correct()
}, 180_000)
afterAll(async () => await scene.close())

/** Corrects a figure, and takes the new value in the English sheet of Peru, under a note with letters that have to be escaped. */
async function correct(): Promise<void> {
  const { client } = scene
  await client.create({
    ...(await client.getDocument(OLD)),
    _type: 'observation',
    _id: 'observation-correcting',
    value: 47_000,
    supersedes: { _type: 'reference', _ref: OLD },
    supersession: { kind: 'correction', reason: 'Hectares <counted> twice & more.' },
  })
  const sheet = await client.getDocument('fact-sheet-peru')
  const taken = JSON.parse(JSON.stringify(sheet).replaceAll(OLD, 'observation-correcting')) as NonNullable<typeof sheet>
  await client.createOrReplace({ ...taken, changeNote: { _type: 'changeNote', text: 'A <b>figure</b> & "more" \u0007.', major: false } })
  await scene.settled()
}

const LISTS = ['', '/fact-sheets/peru', '/countries/peru', '/topics/cultivation', '/series/us', '/offices/us-department-of-state']
const PREFIXES = ['', '/es', '/ar']

/** Expects `contents`, the feed beneath `path`, to be Atom by the grammar. */
async function expectAtom(path: string, contents: string): Promise<void> {
  const xml = [{ fileName: 'feed.atom', contents }]
  const { valid, errors } = await validateXML({ xml, schema: [atomGrammar], extension: 'relaxng' })
  expect(errors.map(({ rawMessage }) => `${path}: ${rawMessage}`)).toEqual([])
  expect(valid).toBe(true)
}

test('Every feed is valid Atom by the grammar of RFC 4287, and valid JSON Feed 1.1, in three languages, with the same entries', async () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  const isJsonFeed = ajv.compile(jsonFeedSchema)
  for (const path of PREFIXES.flatMap((prefix) => LISTS.map((list) => prefix + list))) {
    const atom = await scene.get(`${path}/feed.atom`)
    expect([path, atom.status, atom.headers.get('content-type')]).toEqual([path, 200, 'application/atom+xml; charset=utf-8'])
    await expectAtom(path, atom.text)
    const json = await scene.get(`${path}/feed.json`)
    expect(isJsonFeed(json.json()), `${path}: ${ajv.errorsText(isJsonFeed.errors)}`).toBe(true)
    const [one, other] = [parseAtomFeed(atom.text), parseJsonFeed(json.text)]
    expect(one.entries?.length).toBeGreaterThan(0)
    expect(one.entries?.map(({ id, title, updated }) => [id, title, updated])).toEqual(
      other.items?.map(({ id, title, date_modified }) => [id, title, date_modified]),
    )
    expect(one.links?.find(({ rel }) => rel === 'self')?.href).toBe(`${DATA_ORIGIN}${path}/feed.atom`)
    expect(one.links?.find(({ rel }) => rel === 'alternate')?.href).toBe(`${DATA_ORIGIN}${path || '/'}`)
    expect(other).toMatchObject({
      feed_url: `${DATA_ORIGIN}${path}/feed.json`,
      language: path.slice(1, 3) === 'es' ? 'es' : path.startsWith('/ar') ? 'ar' : 'en',
    })
  }
}, 120_000)

test('An entry says which figure changed, from what to what and why, in the language of the feed, under an id that stays', async () => {
  const english = parseJsonFeed((await scene.get('/fact-sheets/peru/feed.json')).text)
  const [entry] = english.items ?? []
  expect(entry?.title).toBe('Peru, edition 2')
  expect(entry?.url).toBe(`${DATA_ORIGIN}/fact-sheets/peru/editions/2`)
  expect(entry?.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(entry?.content_html).toContain('<p>A &lt;b&gt;figure&lt;/b&gt; &amp; &quot;more&quot; \ufffd.</p>')
  expect(entry?.content_html).toContain(
    'Coca under cultivation, Peru, 2014: estimated 46,500 hectares (ha) → estimated 47,000 hectares (ha). Correction: Hectares &lt;counted&gt; twice &amp; more.',
  )
  // So does an edition of a compiled sheet in which a later year's value took the place of the one before it.
  const compiled = parseJsonFeed((await scene.get('/fact-sheets/afghanistan/feed.json')).text)
  expect(compiled.items?.find(({ title }) => title?.endsWith(', edition 2'))?.content_html).toContain(
    '<li>Potential production of opium, Afghanistan: 680 metric tons (1993) → 950 metric tons (1994). ',
  )
  // In a Spanish feed of a list the Spanish sheet stands, which has not changed; that of the country in English has the new edition on top.
  const country = parseJsonFeed((await scene.get('/countries/peru/feed.json')).text)
  expect(country.items?.[0]?.id).toBe(entry?.id)
  const all = parseJsonFeed((await scene.get('/feed.json')).text)
  expect(all.items?.[0]?.id).toBe(entry?.id)
  const spanish = parseJsonFeed((await scene.get('/es/feed.json')).text)
  expect(spanish.items?.map(({ id }) => id)).not.toContain(entry?.id)
  const sheet = parseJsonFeed((await scene.get('/es/fact-sheets/peru/feed.json')).text)
  expect(sheet.items?.map(({ title }) => title)).toEqual(['Perú, edición 1'])
})

test('The corrections are a feed of major changes alone, known in each language by the addresses that they have had from the first', async () => {
  for (const [path, name] of [
    ['/corrections', 'Corrections and major changes'],
    ['/es/corrections', 'Correcciones y cambios importantes'],
    ['/ar/corrections', 'التصحيحات والتغييرات المهمة'],
  ] as const) {
    const atom = await scene.get(`${path}.atom`)
    expect([path, atom.status, atom.headers.get('content-type')]).toEqual([path, 200, 'application/atom+xml; charset=utf-8'])
    await expectAtom(path, atom.text)
    const { id, title, links, entries = [] } = parseAtomFeed(atom.text)
    expect([id, title]).toEqual([DATA_ORIGIN + path, name])
    expect(links?.map(({ rel, href }) => [rel, href])).toEqual([
      ['self', `${DATA_ORIGIN}${path}.atom`],
      ['alternate', DATA_ORIGIN + path],
    ])
    const corrected = entries.find((entry) => entry.summary?.includes('A <b>figure</b> & "more"'))
    expect(corrected?.id).toBe(`${DATA_ORIGIN}/fact-sheets/peru/editions/2`)
    for (const entry of entries) expect(entry.links?.[0]?.href).toBe(entry.id)
    // First editions are no changes.
    expect(entries.filter((entry) => entry.id?.endsWith('/editions/1'))).toEqual([])
  }
  expect(scene.data.isAt('/fact-sheets/peru/corrections.atom')).toBe(false)
})

test('The same feed twice is the same bytes, and only a new edition makes it another', async () => {
  const [one, other] = [await scene.get('/feed.atom'), await scene.get('/feed.atom')]
  expect(one.text).toBe(other.text)
  expect(one.text).toContain('<updated>')
})

test('Where there is no feed, that is said', async () => {
  for (const path of [
    '/countries/atlantis/feed.atom',
    '/fact-sheets/atlantis/feed.json',
    '/topics/other/feed.atom',
    '/faq/feed.atom',
    '/fact-sheets/peru/in/peru/feed.atom',
  ])
    expect([path, (await scene.get(path)).status]).toEqual([path, 404])
})

test('The site map names each sheet in its languages with the date of its newest edition, and every list and figure, by the schema of sitemaps.org', async () => {
  const index = await scene.get('/sitemap.xml')
  const parts = [...index.text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc)
  expect(parts).toEqual([`${DATA_ORIGIN}/sitemap/fact-sheets-1.xml`, `${DATA_ORIGIN}/sitemap/pages-1.xml`])
  const validated = async (contents: string, schema: string) =>
    (await validateXML({ xml: [{ fileName: 'map.xml', contents }], schema: [await read(schema)] })).errors.map(
      ({ rawMessage }) => rawMessage,
    )
  expect(await validated(index.text, 'siteindex.xsd')).toEqual([])
  const [sheets = '', pages = ''] = await Promise.all(parts.map(async (part) => (await scene.get(part.slice(DATA_ORIGIN.length))).text))
  expect(await validated(sheets, 'sitemap.xsd')).toEqual([])
  expect(await validated(pages, 'sitemap.xsd')).toEqual([])
  const locations = [...(sheets + pages).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => loc)
  expect(new Set(locations).size).toBe(locations.length)
  for (const path of [
    '/',
    '/es',
    '/fact-sheets/peru',
    '/ar/fact-sheets/peru',
    '/indicators/coca-cultivation/peru',
    '/es/countries/peru',
    '/topics/cultivation',
    '/series/us',
    '/offices/us-department-of-state',
    '/data',
    '/privacy',
  ])
    expect(locations).toContain(`${DATA_ORIGIN}${path}`)
  // A sheet that is written in English alone has one address.
  expect(locations).not.toContain(`${DATA_ORIGIN}/es/fact-sheets/colombia`)
  const peru = /<url><loc>[^<]*org\/fact-sheets\/peru<\/loc>.*?<\/url>/.exec(sheets)?.[0] ?? ''
  const edition = (await scene.get('/api/v1/fact-sheets/fact-sheet-peru')).json() as { updatedAt: string }
  expect(peru).toContain(`<lastmod>${edition.updatedAt}</lastmod>`)
  for (const [language, path] of [
    ['en', ''],
    ['es', '/es'],
    ['ar', '/ar'],
  ] as const)
    expect(peru).toContain(`hreflang="${language}" href="${DATA_ORIGIN}${path}/fact-sheets/peru"`)
  expect((await scene.get('/sitemap/fact-sheets-2.xml')).status).toBe(404)
  expect((await scene.get('/sitemap/nothing.xml')).status).toBe(404)
})
