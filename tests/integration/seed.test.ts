import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { applySeed } from '#sanity/seed/apply-seed.ts'
import { readSeed, type Seed } from '#sanity/seed/documents.ts'
import type { SeedDocument } from '#sanity/seed/seed-document.ts'
import { RECORD_ID } from '#sanity/seed/seed-record.ts'
import { describeSeedReport } from '#sanity/seed/seed-report.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

let lake: TestLake
let client: SanityClient

const page = (id: string, title: string, more: object = {}): SeedDocument => ({ _id: id, _type: 'page', language: 'en', title, ...more })
const seedOf = (...documents: SeedDocument[]): Seed => ({ documents, pictures: [] })

async function everything(): Promise<readonly unknown[]> {
  return await client.fetch('*[] | order(_id)', {}, { perspective: 'raw' })
}

beforeAll(async () => {
  lake = await startLake()
  client = lake.client('administrator').withConfig({ perspective: 'raw' })
})
afterAll(async () => await lake.close())
beforeEach(async () => {
  await client.delete({ query: '*[]' })
})

test('The seed of the project goes in whole, with its picture, and a stranger can read it but not its record', async () => {
  const seed = await readSeed()
  const report = await applySeed(client, seed)
  expect(report).toMatchObject({ moved: [], left: [] })
  expect(report.created).toHaveLength(seed.documents.length)
  const stranger = lake.client()
  expect(
    await stranger.fetch('*[_id == "fact-sheet-peru"][0]{"country": country->name, "seal": institution->seal.asset->mimeType}'),
  ).toEqual({
    country: 'Peru',
    seal: 'image/svg+xml',
  })
  expect(await stranger.fetch('count(*[_id == $id])', { id: RECORD_ID })).toBe(0)
})

test('Seeding twice changes nothing', async () => {
  const seed = seedOf(page('one', 'One'), page('two', 'Two'))
  await applySeed(client, seed)
  const before = await everything()
  const again = await applySeed(client, seed)
  expect(again).toEqual({ created: [], moved: [], left: [] })
  expect(describeSeedReport(again)).toEqual([])
  expect(await everything()).toEqual(before)
})

test('A document that nobody touched moves with a later seed, fields that are gone included', async () => {
  await applySeed(client, seedOf(page('one', 'One', { note: 'old' }), page('two', 'Two')))
  const created = await client.getDocument('one')
  const report = await applySeed(client, seedOf(page('one', 'Uno'), page('two', 'Two'), page('three', 'Three')))
  expect(report).toEqual({ created: ['three'], moved: ['one'], left: [] })
  const moved = await client.getDocument('one')
  expect(moved).toMatchObject({ title: 'Uno', _createdAt: created?._createdAt })
  expect(moved).not.toHaveProperty('note')
  // And again with the next one.
  expect((await applySeed(client, seedOf(page('one', 'Ein'), page('two', 'Two'), page('three', 'Three')))).moved).toEqual(['one'])
})

test('Edited, drafted and deleted documents are left as they are, and reported by each seeding', async () => {
  await applySeed(
    client,
    seedOf(page('edited', 'A'), page('drafted', 'B'), page('deleted', 'C'), page('restored', 'D'), page('untouched', 'E')),
  )
  await client.patch('edited').set({ title: 'A by an editor' }).commit()
  await client.create(page('drafts.drafted', 'B in work'))
  await client.delete('deleted')
  // Edited and put back by hand: somebody has decided about it all the same.
  await client.patch('restored').set({ title: 'D by an editor' }).commit()
  await client.patch('restored').set({ title: 'D' }).commit()
  const later = seedOf(page('edited', 'A2'), page('drafted', 'B2'), page('deleted', 'C2'), page('restored', 'D2'), page('untouched', 'E2'))
  const left = [
    { id: 'edited', reason: 'edited' },
    { id: 'drafted', reason: 'drafted' },
    { id: 'deleted', reason: 'deleted' },
    { id: 'restored', reason: 'edited' },
  ]
  expect(await applySeed(client, later)).toEqual({ created: [], moved: ['untouched'], left })
  const again = await applySeed(client, later)
  expect(again).toEqual({ created: [], moved: [], left })
  expect(describeSeedReport(again)).toHaveLength(4)
  expect(await client.fetch('*[_type == "page"] | order(_id){_id, title}')).toEqual([
    { _id: 'drafted', title: 'B' },
    { _id: 'drafts.drafted', title: 'B in work' },
    { _id: 'edited', title: 'A by an editor' },
    { _id: 'restored', title: 'D' },
    { _id: 'untouched', title: 'E2' },
  ])
})

test('A document that was there before the seed, published or as a draft, is not taken over', async () => {
  await client.create(page('mine', 'Mine'))
  await client.create(page('drafts.begun', 'Begun'))
  const report = await applySeed(client, seedOf(page('mine', 'Theirs'), page('begun', 'Theirs')))
  expect(report.left).toEqual([
    { id: 'mine', reason: 'not from the seed' },
    { id: 'begun', reason: 'not from the seed' },
  ])
  expect(await client.getDocument('mine')).toMatchObject({ title: 'Mine' })
})

test('An edit that comes while the seed is moving is kept: the seeding is refused whole', async () => {
  await applySeed(client, seedOf(page('one', 'One'), page('two', 'Two')))
  // The real client, which lets somebody edit after the seed was compared and before it is written.
  const slow = client.withConfig({
    resolveFetch: () => async (input, init) => {
      const request = new Request(input, init)
      if (request.url.includes('/data/mutate/')) await client.patch('two').set({ title: 'By an editor' }).commit()
      return await lake.lake.handle(request)
    },
  })
  await expect(applySeed(slow, seedOf(page('one', 'Uno'), page('two', 'Dos')))).rejects.toMatchObject({ statusCode: 409 })
  expect(await client.fetch('*[_type == "page"] | order(_id).title')).toEqual(['One', 'By an editor'])
})
