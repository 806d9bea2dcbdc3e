import { readFileSync } from 'node:fs'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { applySeed } from '#sanity/seed/apply-seed.ts'
import { readSeed } from '#sanity/seed/documents.ts'
import type { SeedDocument } from '#sanity/seed/seed-document.ts'
import { upgradeSheets } from '#sanity/upgrade/upgrade-sheets.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

/** What the state of the project before there were figures seeded, document by document. */
const BEFORE = new URL('../fixtures/previous-content/seed.ndjson', import.meta.url)

const PERU = 'fact-sheet-peru'
const FIRST = 'sections[_key=="situation"].body[0].children[0].text'
const inline = (key: string, words: object) => ({ _type: 'source', _key: key, ...words })
const citation = (key: string, id: string) => ({ _type: 'citation', _key: key, source: { _type: 'reference', _ref: id } })

interface Sheet {
  readonly sections: readonly {
    readonly body: readonly { readonly children: readonly { readonly _type: string; readonly text?: string }[] }[]
  }[]
  readonly results: { readonly items: Sheet['sections'] }
}

// Each fills a lake twice, with all states of the compiled sheets.
vi.setConfig({ testTimeout: 180_000 })

let lake: TestLake
let client: SanityClient

/** A lake as the earlier state left it after its start. */
beforeEach(async () => {
  await lake?.close()
  lake = await startLake({ sealedTypes: ['observation'] })
  client = lake.client('administrator').withConfig({ perspective: 'raw' })
  const documents = readFileSync(BEFORE, 'utf8')
    .trim()
    .split('\n')
    .map((line): SeedDocument => JSON.parse(line))
  const { pictures } = await readSeed()
  await applySeed(client, { documents, pictures })
})
afterAll(() => lake.close())

/** What a start of today's state does. */
async function start(): Promise<number> {
  await applySeed(client, await readSeed())
  return await upgradeSheets(client)
}

async function childrenOf(id: string): Promise<Sheet['sections'][number]['body'][number]['children']> {
  const sheet = await client.getDocument<Sheet & { _type: string }>(id)
  const parts = [...(sheet?.sections ?? []), ...(sheet?.results.items ?? [])]
  return parts.flatMap(({ body }) => body.flatMap(({ children }) => children))
}

const firstText = async (): Promise<string> => (await childrenOf(PERU))[0]?.text ?? ''
const figuresIn = async (id: string): Promise<number> => (await childrenOf(id)).filter(({ _type }) => _type === 'figure').length

test('A sheet on Peru that nobody touched becomes the bound one of the seed', async () => {
  expect(await figuresIn(PERU)).toBe(0)
  expect(await start()).toBe(0)
  expect(await figuresIn(PERU)).toBe(10)
  expect(await client.getDocument(PERU)).toMatchObject({ sources: [citation('original', 'source-pe-inl-2015')] })
})

test('An edited one keeps what editors wrote, and is bound where its sentences stand as they were', async () => {
  const text = await firstText()
  const edited = text.replace('the lowest in recent years', 'lower than in most years').replace('Domestic consumption', 'Consumption')
  await client
    .patch(PERU)
    .set({ [FIRST]: edited, title: 'Peru, by an editor' })
    .commit()
  expect(await start()).toBe(1)
  const children = await childrenOf(PERU)
  expect(await figuresIn(PERU)).toBe(10)
  expect(children.map(({ text = '#' }) => text).join('')).toContain('with an # of coca under cultivation in 2014. There are positive signs')
  expect(children.map(({ text = '#' }) => text).join('')).toContain('the 2014 coca cultivation estimate lower than in most years.')
  expect(await client.getDocument(PERU)).toMatchObject({
    title: 'Peru, by an editor',
    sources: [citation('original', 'source-pe-inl-2015')],
  })
})

test('A number that an editor changed stays the editor’s words', async () => {
  const text = await firstText()
  await client
    .patch(PERU)
    .set({ [FIRST]: text.replace('46,500', '46,650') })
    .commit()
  await start()
  expect(JSON.stringify(await childrenOf(PERU))).toContain('an estimated 46,650 hectares (ha) of coca')
  expect(await figuresIn(PERU)).toBe(7)
})

test('Drafts and versions are brought along, and the published sheet under a draft too', async () => {
  const { _id, _rev, ...sheet } = (await client.getDocument(PERU)) ?? {}
  await client.action([
    { actionType: 'sanity.action.release.create', releaseId: 'spring', metadata: { title: 'Spring', releaseType: 'asap' } },
  ])
  for (const id of [`drafts.${PERU}`, `versions.spring.${PERU}`]) await client.create({ ...sheet, _id: id, _type: 'factSheet', title: id })
  expect(await start()).toBe(3)
  for (const id of [PERU, `drafts.${PERU}`, `versions.spring.${PERU}`]) expect(await figuresIn(id)).toBe(10)
  expect(await client.getDocument(`drafts.${PERU}`)).toMatchObject({ title: `drafts.${PERU}` })
})

test('Sheets of an operator cite documents made of what they said, one for the same source, in the same order', async () => {
  const report = { title: 'A report', publisher: 'A publisher', url: 'https://example.org/report', date: 'June 2013' }
  const unnamed = { publisher: 'Another publisher', url: 'https://example.org/page' }
  await client.create({ _id: 'one', _type: 'factSheet', sources: [inline('a', report), inline('b', unnamed)] })
  await client.create({ _id: 'two', _type: 'factSheet', sources: [inline('c', report)] })
  expect(await start()).toBe(2)
  const sources = (id: string) =>
    client.fetch(`*[_id == $id][0].sources[]{_type, _key, "source": source->{title, publisher, url, date}}`, { id })
  expect(await sources('one')).toEqual([
    { _type: 'citation', _key: 'a', source: report },
    { _type: 'citation', _key: 'b', source: { title: null, date: null, ...unnamed } },
  ])
  expect(await sources('two')).toEqual([{ _type: 'citation', _key: 'c', source: report }])
  expect(await client.fetch('count(*[_type == "source" && url match "example.org"])')).toBe(2)
})

test('It happens once: a second start changes nothing', async () => {
  await client.patch(PERU).set({ title: 'Edited' }).commit()
  expect(await start()).toBe(1)
  const before = await client.fetch('*[] | order(_id)')
  expect(await start()).toBe(0)
  expect(await client.fetch('*[] | order(_id)')).toEqual(before)
})

test('More sheets than go into one transaction are all brought along', async () => {
  const transaction = client.transaction()
  for (let index = 0; index < 120; index++)
    transaction.create({ _id: `sheet-${index}`, _type: 'factSheet', sources: [inline('a', { publisher: `P${index % 7}`, title: 'T' })] })
  await transaction.commit()
  expect(await upgradeSheets(client)).toBe(121)
  expect(await client.fetch('count(*[_type == "factSheet" && "source" in sources[]._type])')).toBe(0)
})
