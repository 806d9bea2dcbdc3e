import { generateKeyPairSync } from 'node:crypto'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keyOf } from '#lib/content-lake/people/register.ts'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { Jobs } from '#lib/jobs/jobs.ts'
import { signerOf } from '#lib/publishing/signer.ts'
import { answerFrom, type FigureAnswer } from '#lib/figures/answer.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { currentOf } from '#lib/figures/supersession.ts'
import { LANGUAGES } from '#lib/i18n/languages.ts'
import { find, type Found, type Search } from '#lib/search/find.ts'
import { questionIn } from '#lib/search/question.ts'
import { suggest } from '#lib/search/suggest.ts'
import { OBSERVATION_FIELDS, toObservations } from '#sanity/observation.ts'
import { applySeed } from '#sanity/seed/apply-seed.ts'
import { readSeed } from '#sanity/seed/documents.ts'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'

let lake: TestLake
let client: SanityClient
let jobs: Jobs
/** What is published of each figure, by the ids of indicator and place. */
let observations: ReadonlyMap<string, readonly Observation[]>

function startJobs(): Promise<Jobs> {
  const { projectId, dataset } = lake.settings
  return Jobs.start({
    pool: lake.pool,
    dataset: keyOf(projectId, dataset),
    signer: signerOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()),
    writing: { lake: lake.lake, address: `${ORIGIN}/lake/v2025-02-19/data/mutate/${dataset}`, token: 'administrator-token' },
  })
}

/** Resolves when the index knows all there is: a single call waits for it only so long. */
async function reached(): Promise<void> {
  await vi.waitFor(
    async () => {
      await jobs.reach()
      const { rows } = await lake.pool.query<{ left: string }>(
        `select count(*) as left from lake.transaction where sequence > (select sequence from jobs.cursor where job like 'search-%')`,
      )
      expect(Number(rows[0]?.left)).toBe(0)
    },
    { timeout: 30_000, interval: 20 },
  )
}

async function found(text: string, more: Partial<Search> = {}): Promise<Found> {
  const outcome = await find({ text, language: 'en', kind: null, place: null, topic: null, year: null, page: 1, ...more })
  if (outcome.state !== 'found') throw new Error(`The search ended in ${outcome.state}.`)
  return outcome
}

const paths = async (text: string, more: Partial<Search> = {}) => (await found(text, more)).results.map(({ path }) => path)

beforeAll(async () => {
  lake = await startLake()
  openDatabase(lake.databaseUrl)
  client = lake.client('administrator').withConfig({ perspective: 'raw' })
  await applySeed(client, await readSeed())
  const answers = await client.fetch<unknown[]>(`*[_type == "observation"]{${OBSERVATION_FIELDS}}`)
  observations = Map.groupBy(toObservations(answers), ({ indicator, place }) => `${indicator.id} ${place.id}`)
  jobs = await startJobs()
  await reached()
}, 120_000)
afterAll(async () => {
  await jobs.close()
  await closeDatabase()
  await lake.close()
})

/** The answer as the page of search finds it. */
async function answer(text: string): Promise<FigureAnswer | null> {
  const question = await questionIn(text, 'en')
  return question && answerFrom(observations.get(`${question.indicator} ${question.place}`) ?? [], question)
}

test('A question for a figure is answered with what is current, its source, and what other series say', async () => {
  const told = await answer('peru coca 2014')
  expect(told?.observation).toMatchObject({ value: 46_500, series: { code: 'us' }, source: { id: 'source-pe-inl-2015' } })
  expect(told?.others.map(({ value, series }) => [value, series.code])).toEqual([[42_900, 'un']])
  const [first] = (await found('peru coca 2014')).results
  expect(first?.path).toBe('/fact-sheets/peru')
  for (const asked of [
    'How many hectares of coca were cultivated in Peru in 2014?',
    '2014 COCA Perú',
    'cultivo de coca en el Perú 2014',
    '¿Cuántas hectáreas de coca había en Perú en 2014?',
    'كم هكتار من الكوكا في بيرو عام 2014',
    'بيرو كوكا ٢٠١٤',
    'peru cocca 2014',
  ])
    expect((await answer(asked))?.observation, asked).toMatchObject({ value: 46_500, period: { start: '2014' } })
  expect((await answer('peru coca 2014 un'))?.observation.value).toBe(42_900)
  expect((await answer('peru coca'))?.observation).toMatchObject({ value: 84_400, period: { start: '2021' } })
  // Contradicting values of one series are both told.
  expect([(await answer('peru coca 2002'))?.observation.value, (await answer('peru coca 2002'))?.others[0]?.value]).toEqual([
    36_600, 34_000,
  ])
})

test('Every value of the seed is found by the name of what is measured, its place and its year, in each language', async () => {
  const missed: string[] = []
  for (const language of LANGUAGES) {
    for (const known of observations.values()) {
      const [{ indicator, place } = expect.fail()] = known
      const asked = `${nameIn(place, language)} ${nameIn(indicator, language)}`
      const question = await questionIn(asked, language)
      if (question?.indicator !== indicator.id || question.place !== place.id) missed.push(`${asked}: ${JSON.stringify(question)}`)
    }
  }
  expect(missed).toEqual([])
  for (const known of observations.values()) {
    for (const observation of currentOf(known)) {
      const [start, end] = [observation.period.start, observation.period.end].map((date) => Number(date?.slice(0, 4)))
      if (start !== end || start === undefined) continue
      const told = answerFrom(known, { years: [start], series: null })
      const values = [told?.observation, ...(told?.others ?? [])].map((one) => one?.value)
      expect(values, observation.id).toContain(observation.value)
    }
  }
}, 120_000)

test.each([
  'peru',
  'coca',
  'coca 2014',
  'peru 2014',
  'peru coca 1850',
  'peru coca farmers 2014',
  'peru colombia coca 2014',
  'peru cocaine',
  'peru -coca 2014',
  'peru coca 2013 2014 2015',
  'atlantis coca 2014',
  '()[]{}',
])('“%s” gets no figure: nothing is guessed', async (asked) => {
  expect(await answer(asked)).toBeNull()
})

test('A search finds other forms of a word, without its accents, and misspelled, and says what it looked for', async () => {
  expect(await paths('eradicating', { kind: 'sheet' })).toContain('/fact-sheets/peru')
  expect(await paths('erradicaciones peru', { language: 'es' })).toContain('/fact-sheets/peru')
  expect(await paths('erradicacion', { language: 'es' })).toEqual(await paths('ERRADICACIÓN', { language: 'es' }))
  expect(await paths('الكوكا في بيرو', { language: 'ar' })).toContain('/fact-sheets/peru')
  expect(await found('afghanistam poppy')).toMatchObject({ corrected: 'afghanistan poppy', isLoose: false })
  expect(await found('peur')).toMatchObject({ corrected: 'peru' })
  // As near to a word of the one language as to one of the other.
  expect(await found('eradicacion')).toMatchObject({ corrected: 'eradication' })
  expect(await found('eradicacion', { language: 'es' })).toMatchObject({ corrected: 'erradicacion' })
  expect(await found('coca zzzzqqqq')).toMatchObject({ corrected: null, isLoose: true })
  expect(await found('zzzzqqqq')).toMatchObject({ total: 0, isLoose: false })
})

test('Each address is found once, in the language of the page where there is one, and leads to the paragraph', async () => {
  const [arabic] = (await found('الكوكا بيرو', { language: 'ar', kind: 'sheet' })).results
  expect(arabic).toMatchObject({ path: '/fact-sheets/peru', language: 'ar' })
  // Not translated: found all the same.
  expect(await paths('Colombia', { language: 'es' })).toContain('/fact-sheets/colombia')
  const { results } = await found('"alternative development"')
  expect(results.map(({ path }) => path)).toEqual(['/fact-sheets/peru'])
  expect(results[0]?.excerpt?.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toEqual(['alternative', 'development'])
  expect(results[0]?.passage).toContain('alternative development')
})

test('Facets count what they leave, and narrow the results down to it', async () => {
  const all = await found('coca')
  for (const { value, count } of all.facets.kinds) expect((await found('coca', { kind: value })).total).toBe(count)
  for (const { value, count } of all.facets.places) expect((await found('coca', { place: value })).total).toBe(count)
  for (const { value, count } of all.facets.topics) expect((await found('coca', { topic: value })).total).toBe(count)
  for (const { value, count } of all.facets.years) expect((await found('coca', { year: value })).total).toBe(count)
  expect((await found('coca', { place: 'peru', language: 'es' })).facets.places).toContainEqual({
    value: 'peru',
    name: 'Perú',
    count: expect.any(Number),
  })
  const pages = await Promise.all([1, 2].map((page) => paths('coca', { page })))
  expect(new Set(pages.flat()).size).toBe(20)
})

const sheet = (id: string, words: string) => ({
  _id: id,
  _type: 'factSheet',
  language: 'en',
  title: 'A sheet of the tests',
  slug: { _type: 'slug', current: id },
  country: { _type: 'reference', _ref: 'country-kenya' },
  sections: [
    {
      _type: 'section',
      _key: 'one',
      heading: 'Harbours',
      body: [
        {
          _type: 'block',
          _key: 'block',
          style: 'normal',
          markDefs: [],
          children: [{ _type: 'span', _key: 'span', text: words, marks: [] }],
        },
      ],
    },
  ],
})

test('The index follows what is published, changed, renamed and taken away, and never knows a draft', async () => {
  const id = 'sheet-of-search'
  await client.create({ ...sheet(id, 'Quokkas are counted.'), _id: `drafts.${id}` })
  await reached()
  expect(await paths('quokkas')).toEqual([])
  await client.action({ actionType: 'sanity.action.document.publish', draftId: `drafts.${id}`, publishedId: id })
  await reached()
  expect(await paths('quokka')).toEqual([`/fact-sheets/${id}`])
  await client
    .patch(id)
    .set({ slug: { _type: 'slug', current: 'moved' }, sections: sheet(id, 'Wombats <b onload="x">are</b> counted.').sections })
    .commit()
  await reached()
  expect(await paths('quokka')).toEqual([])
  const [wombats] = (await found('wombat')).results
  expect(wombats?.path).toBe('/fact-sheets/moved')
  expect(wombats?.excerpt).toContainEqual({ text: ' <b onload="x">are</b> counted.', isMatch: false })
  const { name } = (await client.getDocument<{ name: string }>('country-kenya')) ?? expect.fail()
  await client.patch('country-kenya').set({ name: 'Numbatia' }).commit()
  await reached()
  expect(await paths('numbatia', { kind: 'figure' })).toContainEqual(expect.stringMatching(/^\/indicators\/[a-z-]+\/kenya$/))
  expect(await questionIn('numbatia inl funding', 'en')).toMatchObject({ place: 'country-kenya' })
  await client.patch('country-kenya').set({ name }).commit()
  await client.delete(id)
  await reached()
  expect([await paths('wombat'), await paths('numbatia')]).toEqual([[], []])
})

test('A figure that a sheet says is found by its words, and a new value by its year', async () => {
  const base = (await client.getDocument<Record<string, unknown>>('observation-pe-coca-cultivation-2014-pe-inl-2015')) ?? expect.fail()
  const { _rev, _createdAt, _updatedAt, ...fields } = base
  await client.create({
    ...fields,
    _id: 'observation-of-search',
    _type: 'observation',
    value: 12_345,
    period: { _type: 'period', type: 'year', start: '2077', end: '2077' },
  })
  await reached()
  expect((await found('peru coca', { kind: 'figure', year: 2077 })).results.map(({ path }) => path)).toEqual([
    '/indicators/coca-cultivation/peru',
  ])
  expect(await paths('46,500', { kind: 'sheet' })).toEqual(['/fact-sheets/peru'])
  await client.delete('observation-of-search')
  await reached()
  expect((await found('peru coca', { year: 2077 })).total).toBe(0)
})

test('An index made anew is the one that was kept up', async () => {
  const dump = async () => {
    const rows = async (table: string) => (await lake.pool.query(`select to_jsonb(t)::text as row from search.${table} t order by 1`)).rows
    return Promise.all(['entry', 'passage', 'name', 'observation', 'word'].map(rows))
  }
  const kept = await dump()
  await jobs.close()
  await lake.pool.query(`delete from jobs.cursor where job like 'search-%'`)
  jobs = await startJobs()
  await reached()
  expect(await dump()).toEqual(kept)
  expect(kept[0]?.length).toBeGreaterThan(250)
})

test.each([
  ['brackets, ten thousand of them', '('.repeat(10_000), 'tooLong'],
  ['a few brackets', '([{<>}])', 'empty'],
  ['nothing but spaces', '   ', 'empty'],
  ['only what is not wanted', '-coca', 'onlyExcluded'],
  ['a quotation mark without another', '"coca peru', 'found'],
  ['operators', "coca & !(peru | ':*') <-> \\ & <2> or and not :* !!", 'found'],
  ['a NUL', 'coca\0peru', 'found'],
  ['half a character', '\ud800 coca \udc00', 'found'],
  ['marks alone', '\u0301\u0301\u200f\u202e', 'empty'],
  ['very many words', 'coca '.repeat(40), 'found'],
  ['one long word', 'a'.repeat(200), 'found'],
])('A search of %s ends in a clear state, soon', async (_, text, state) => {
  const begin = performance.now()
  expect((await find({ text, language: 'en', kind: null, place: null, topic: null, year: null, page: 1 })).state).toBe(state)
  await questionIn(text, 'en')
  await suggest(text, 'en')
  expect(performance.now() - begin).toBeLessThan(6000)
})

test('Suggestions go on as somebody begins to write, in the language of the page', async () => {
  const titles = async (beginning: string, language: string) => (await suggest(beginning, language)).map(({ title }) => title)
  expect(await titles('peru coca under cul', 'en')).toEqual(expect.arrayContaining(['Coca under cultivation, Peru']))
  expect((await titles('colom', 'en'))[0]).toMatch(/^Colombia/)
  expect((await titles('بير', 'ar'))[0]).toBe('بيرو')
  expect(await titles('x', 'en')).toEqual([])
})
