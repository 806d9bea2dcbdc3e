import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { applySeed } from '#sanity/seed/apply-seed.ts'
import { readSeed, type Seed } from '#sanity/seed/documents.ts'
import type { SeedDocument } from '#sanity/seed/seed-document.ts'
import { RECORD_ID } from '#sanity/seed/seed-record.ts'
import { describeSeedReport } from '#sanity/seed/seed-report.ts'
import { SEALED_TYPES } from '#sanity/sealed-types.ts'
import { findContradictions, findDisagreements } from '#lib/figures/contradictions.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { OBSERVATION_FIELDS, toObservations } from '#sanity/observation.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

let lake: TestLake
let client: SanityClient

const page = (id: string, title: string, more: object = {}): SeedDocument => ({ _id: id, _type: 'page', language: 'en', title, ...more })
const seedOf = (...documents: SeedDocument[]): Seed => ({ documents, pictures: [] })

async function everything(): Promise<readonly unknown[]> {
  return await client.fetch('*[] | order(_id)', {}, { perspective: 'raw' })
}

beforeAll(async () => {
  lake = await startLake({ sealedTypes: SEALED_TYPES })
  client = lake.client('administrator').withConfig({ perspective: 'raw' })
})
afterAll(async () => await lake.close())
beforeEach(async () => {
  await client.delete({ query: '*[]' })
})

test('The seed of the project goes in whole and once, with its picture, and a stranger can read it but not its record', async () => {
  const seed = await readSeed()
  const report = await applySeed(client, seed)
  expect(report).toMatchObject({ moved: [], left: [] })
  expect(report.created).toHaveLength(seed.documents.length)
  expect(await applySeed(client, await readSeed())).toEqual({ created: [], moved: [], left: [] })
  const stranger = lake.client()
  expect(
    await stranger.fetch('*[_id == "fact-sheet-peru"][0]{"country": country->name, "seal": institution->seal.asset->mimeType}'),
  ).toEqual({
    country: 'Peru',
    seal: 'image/svg+xml',
  })
  expect(await stranger.fetch('count(*[_id == $id])', { id: RECORD_ID })).toBe(0)
})

test('The seed holds 349 observations, each whole, in units that fit, with the known contradictions and disagreements', async () => {
  await applySeed(client, await readSeed())
  const answers = await lake.client().fetch<unknown[]>(`*[_type == "observation"]{${OBSERVATION_FIELDS}}`)
  const observations = toObservations(answers)
  expect([answers.length, observations.length]).toEqual([349, 349])
  expect(await client.fetch('*[_type == "observation" && unit->kind != indicator->unit->kind]._id')).toEqual([])
  expect(await client.fetch('*[_type == "observation" && (measure == "change") != defined(basePeriod)]._id')).toEqual([])
  const said = ([first]: readonly Observation[]) => `${first?.indicator.slug} ${first?.place.slug} ${first?.period.end}`
  const contradictions = findContradictions(observations).map((conflict) => said(conflict.observations))
  expect(contradictions).toEqual(expect.arrayContaining(['coca-cultivation peru 2002', 'cocaine-potential-production peru 2015']))
  // What a later edition of the same page or book says in place of an earlier one is no contradiction, and neither are two accounts.
  for (const resolved of ['inl-funding', 'opium-poppy-cultivation colombia', 'coca-leaf-production', 'assistance'])
    expect(contradictions.filter((found) => found.startsWith(resolved))).toEqual([])
  const disagreements = findDisagreements(observations).map((conflict) => said(conflict.observations))
  const years = [2003, 2005, 2009, 2011, 2012, 2013, 2014, 2015, 2016]
  expect(disagreements).toEqual(expect.arrayContaining(years.map((year) => `coca-cultivation peru ${year}`)))
})

test('A seed goes in by parts, and one that was interrupted goes on where it stopped', async () => {
  const seed = seedOf(...Array.from({ length: 450 }, (_, index) => page(`page-${index}`, `Page ${index}`)))
  let writes = 0
  const cut = client.withConfig({
    maxRetries: 0,
    resolveFetch: () => async (input, init) => {
      const request = new Request(input, init)
      if (request.url.includes('/data/mutate/') && ++writes > 1) throw new TypeError('The line was cut')
      return await lake.lake.handle(request)
    },
  })
  await expect(applySeed(cut, seed)).rejects.toThrow('The line was cut')
  expect(await client.fetch('count(*[_type == "page"])')).toBe(200)
  expect((await applySeed(client, seed)).created).toHaveLength(250)
  expect(await applySeed(client, seed)).toEqual({ created: [], moved: [], left: [] })
  // And later moves along whole.
  const later = seedOf(...seed.documents.map((document) => ({ ...document, title: 'Later' })))
  expect((await applySeed(client, later)).moved).toHaveLength(450)
})

test('A published figure never moves with a later seed, which has to bring a new one', async () => {
  const figure = (value: number): SeedDocument => ({ _id: 'figure', _type: 'observation', value })
  await applySeed(client, seedOf(figure(1)))
  expect(await applySeed(client, seedOf(figure(2), page('one', 'One')))).toEqual({
    created: ['one'],
    moved: [],
    left: [{ id: 'figure', reason: 'sealed' }],
  })
  expect(await client.getDocument('figure')).toMatchObject({ value: 1 })
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

/** A seed with one document that is published in three states. */
function seedInStates(): Seed {
  const states = ['First', 'Second', 'Third'].map((title) => page('one', title, { changeNote: { text: `${title}.` } }))
  return { ...seedOf(page('one', 'Third'), page('other', 'Other')), states: new Map([['one', states]]) }
}

const writesOf = async (id: string) => {
  const { rows } = await lake.pool.query<{ id: string }>(
    'select t.id from lake.transaction t join lake.change c using (sequence) where c.document_id = $1 order by t.sequence',
    [id],
  )
  return rows.length
}

test('A new document is published in all its states, each in a transaction of its own, and once', async () => {
  const before = await writesOf('one')
  expect(await applySeed(client, seedInStates())).toEqual({ created: ['one', 'other'], moved: [], left: [] })
  // The last takes the note out, so that the next edition has none.
  expect((await writesOf('one')) - before).toBe(4)
  expect(await client.getDocument('one')).toMatchObject({ title: 'Third' })
  expect(await client.getDocument('one')).not.toHaveProperty('changeNote')
  const all = await everything()
  expect(await applySeed(client, seedInStates())).toEqual({ created: [], moved: [], left: [] })
  expect(await everything()).toEqual(all)
  // And later it moves like any other.
  expect((await applySeed(client, seedOf(page('one', 'Fourth'), page('other', 'Other')))).moved).toEqual(['one'])
})

test('States that were interrupted go on where they stopped, also after the site took a note out; an edit in between is kept', async () => {
  const cutAfter = (count: number) => {
    let writes = 0
    return client.withConfig({
      maxRetries: 0,
      resolveFetch: () => async (input, init) => {
        const request = new Request(input, init)
        if (request.url.includes('/data/mutate/') && ++writes > count) throw new TypeError('The line was cut')
        return await lake.lake.handle(request)
      },
    })
  }
  const from = await writesOf('one')
  await expect(applySeed(cutAfter(2), seedInStates())).rejects.toThrow('The line was cut')
  expect(await client.getDocument('one')).toMatchObject({ title: 'Second', changeNote: { text: 'Second.' } })
  await client.patch('one').unset(['changeNote']).commit()
  expect(await applySeed(client, seedInStates())).toEqual({ created: [], moved: [], left: [] })
  expect(await client.getDocument('one')).toMatchObject({ title: 'Third' })
  expect((await writesOf('one')) - from).toBe(5)

  await client.delete({ query: '*[]' })
  await expect(applySeed(cutAfter(1), seedInStates())).rejects.toThrow('The line was cut')
  await client.patch('one').set({ title: 'By an editor' }).commit()
  expect(await applySeed(client, seedInStates())).toEqual({ created: [], moved: [], left: [{ id: 'one', reason: 'edited' }] })
  expect(await client.getDocument('one')).toMatchObject({ title: 'By an editor' })
})
