import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keyOf } from '#lib/content-lake/people/register.ts'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { Jobs } from '#lib/jobs/jobs.ts'
import type { EditionContent } from '#lib/publishing/edition-content.ts'
import { faultOf, editionFile, parseEditionFile } from '#lib/publishing/edition-file.ts'
import { type Edition, editionOfRevision, editionTag, findSheetById, listEditions, readEdition } from '#lib/publishing/editions.ts'
import { newestEditionWith } from '#lib/publishing/lost-paragraph.ts'
import { figureTag, listPublishedFigures } from '#lib/publishing/published-figures.ts'
import { signerOf } from '#lib/publishing/signer.ts'
import { listSigningKeys, toKeySet } from '#lib/publishing/signing-keys.ts'
import { database } from '#lib/db/connection.ts'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'

let lake: TestLake
let client: SanityClient
let jobs: Jobs
const signer = signerOf(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())

const block = (...children: object[]) => ({ _type: 'block', _key: 'block', style: 'normal', markDefs: [], children })
const span = (text: string) => ({ _type: 'span', _key: 'span', text, marks: [] })
const figure = (observation: string, key = 'coca') => ({
  _type: 'figure',
  _key: key,
  observation: { _type: 'reference', _ref: observation },
  form: 'unit',
  hedged: true,
})
const sheet = (id: string, ...children: object[]) => ({
  _id: id,
  _type: 'factSheet',
  language: 'en',
  slug: { _type: 'slug', current: id },
  country: { _type: 'reference', _ref: 'country-peru' },
  institution: { _type: 'reference', _ref: 'institution' },
  sections: [{ _type: 'section', _key: 'one', heading: 'Coca', body: [block(...children)] }],
})
const observation = (id: string, value: number, more: object = {}) => ({
  _id: id,
  _type: 'observation',
  indicator: { _type: 'reference', _ref: 'indicator-coca' },
  place: { _type: 'reference', _ref: 'country-peru' },
  unit: { _type: 'reference', _ref: 'unit-ha' },
  series: { _type: 'reference', _ref: 'series-us' },
  citation: { _type: 'citation', source: { _type: 'reference', _ref: 'source-one' }, page: '7' },
  measure: 'level',
  value,
  qualifier: 'estimated',
  asPrinted: value.toLocaleString('en'),
  period: { type: 'year', start: '2014', end: '2014' },
  ...more,
})

function startJobs(): Promise<Jobs> {
  const { projectId, dataset } = lake.settings
  return Jobs.start({
    pool: lake.pool,
    dataset: keyOf(projectId, dataset),
    signer,
    writing: { lake: lake.lake, address: `${ORIGIN}/lake/v2025-02-19/data/mutate/${dataset}`, token: 'administrator-token' },
  })
}

/** Resolves when the job has dealt with all there is: a single call waits for it only so long. */
async function reached(): Promise<void> {
  await vi.waitFor(
    async () => {
      await jobs.reach()
      const { rows } = await lake.pool.query<{ left: string }>(
        `select count(*) as left from lake.transaction where sequence > (select sequence from jobs.cursor where job = 'editions')`,
      )
      expect(Number(rows[0]?.left)).toBe(0)
    },
    { timeout: 20_000, interval: 20 },
  )
}

async function editionsOf(id: string): Promise<readonly Edition[]> {
  const entries = await listEditions(id, 100)
  const editions = await Promise.all(entries.map(({ number }) => readEdition(id, number)))
  return editions.filter((edition) => edition !== null).toReversed()
}

beforeAll(async () => {
  lake = await startLake()
  openDatabase(lake.databaseUrl)
  client = lake.client('administrator').withConfig({ perspective: 'raw' })
  jobs = await startJobs()
  await client
    .transaction()
    .create({ _id: 'country-peru', _type: 'country', name: 'Peru', iso2: 'PE', slug: { current: 'peru' } })
    .create({ _id: 'institution', _type: 'institution', name: 'Bureau One', printLabel: 'banner' })
    .create({
      _id: 'unit-ha',
      _type: 'unit',
      code: 'ha',
      symbol: 'ha',
      kind: 'area',
      names: [{ language: 'en', one: 'hectare', other: 'hectares' }],
    })
    .create({ _id: 'series-us', _type: 'series', code: 'us', name: 'U.S. estimates' })
    .create({ _id: 'indicator-coca', _type: 'indicator', name: 'Coca cultivation', slug: { current: 'coca-cultivation' } })
    .create({ _id: 'source-one', _type: 'source', title: 'Report', publisher: 'Bureau', date: '2015' })
    .create(observation('observation-old', 46_500))
    .create(
      observation('observation-new', 42_900, {
        supersedes: { _type: 'reference', _ref: 'observation-old' },
        supersession: { kind: 'correction', reason: 'Counted twice.' },
      }),
    )
    .commit({ visibility: 'sync' })
})
afterAll(async () => {
  await jobs.close()
  await closeDatabase()
  await lake.close()
})

test('Each transaction that changes a published sheet makes one edition, numbered and dated by it; drafts and other documents make none', async () => {
  const id = 'sheet-numbers'
  await client.create(sheet(id, span('One.')))
  await client.create({ ...sheet(`drafts.${id}`, span('A draft.')) })
  await client
    .patch(id)
    .set({ sections: sheet(id, span('Two.')).sections })
    .commit()
  await client.action({ actionType: 'sanity.action.document.publish', draftId: `drafts.${id}`, publishedId: id })
  await client.patch('institution').set({ motto: 'Another' }).commit()
  await client.patch(id).set({ summary: 'And one more.' }).commit()
  await reached()
  const editions = await editionsOf(id)
  expect(editions.map(({ number }) => number)).toEqual([1, 2, 3, 4])
  const { rows } = await lake.pool.query<{ id: string; timestamp: Date }>(
    `select t.id, t.timestamp from lake.transaction t join lake.change c using (sequence) where c.document_id = $1 order by t.sequence`,
    [id],
  )
  expect(editions.map(({ content }) => [content?.transaction, content?.published])).toEqual(
    rows.map((row) => [row.id, row.timestamp.toISOString()]),
  )
  expect(await editionOfRevision(id, rows[1]?.id ?? '')).toBe(2)
})

test('A write that changes nothing that readers see makes none, and its revision belongs to the edition before', async () => {
  const id = 'sheet-same'
  await client.create(sheet(id, span('One.')))
  const { _rev } = await client
    .patch(id)
    .set({ changeNote: { text: 'A note too late', major: true } })
    .commit()
  await reached()
  expect(await editionsOf(id)).toHaveLength(1)
  expect(await editionOfRevision(id, _rev)).toBe(1)
})

test('An edition holds its figures with their values, units, series and sources, and the institution, as they were at its transaction', async () => {
  const id = 'sheet-figures'
  // Nobody looks at it before everything has changed.
  await jobs.close()
  await client.create(sheet(id, span('An estimated '), figure('observation-old')))
  await client.patch('institution').set({ name: 'Bureau Two' }).commit()
  await client.patch('unit-ha').set({ symbol: 'HA' }).commit()
  jobs = await startJobs()
  await reached()
  const [edition] = await editionsOf(id)
  expect(edition?.content).toMatchObject({
    heading: 'Peru',
    language: 'en',
    slug: id,
    country: { code: 'PE', name: 'Peru' },
    institution: { name: 'Bureau One' },
    observations: [
      {
        id: 'observation-old',
        value: 46_500,
        unit: { code: 'ha', symbol: 'ha' },
        series: { code: 'us' },
        indicator: { name: 'Coca cultivation', slug: 'coca-cultivation' },
        place: { name: 'Peru' },
        source: { title: 'Report', publisher: 'Bureau', date: '2015' },
        page: '7',
      },
    ],
  })
  expect(JSON.stringify(edition?.content?.sheet)).toContain('"text":"estimated 46,500 hectares"')
  const { rows } = await lake.pool.query('select observation_id, value from publishing.edition_observation where document_id = $1', [id])
  expect(rows).toEqual([{ observation_id: 'observation-old', value: 46_500 }])
})

test('A changed figure is a major change with its reason, whatever the note says; the note is on the edition and gone from sheet and draft', async () => {
  const id = 'sheet-note'
  await client.create(sheet(id, figure('observation-old')))
  await client.create({ ...sheet(`drafts.${id}`, figure('observation-new')), changeNote: { text: 'Recounted', major: false } })
  await client.action({ actionType: 'sanity.action.document.publish', draftId: `drafts.${id}`, publishedId: id })
  await client.action({
    actionType: 'sanity.action.document.edit',
    draftId: `drafts.${id}`,
    publishedId: id,
    patch: { set: { summary: 'Begun before the note was taken out' } },
  })
  await reached()
  const [, edition] = await editionsOf(id)
  expect(edition).toMatchObject({
    isMajor: true,
    note: 'Recounted',
    figureChanges: [
      {
        kind: 'changed',
        indicator: 'Coca cultivation',
        before: { observation: 'observation-old', text: 'estimated 46,500 hectares' },
        after: { observation: 'observation-new', text: 'estimated 42,900 hectares' },
        why: { kind: 'correction', reason: 'Counted twice.' },
      },
    ],
  })
  await vi.waitFor(async () => {
    const noted = await client.fetch<number>('count(*[_id in [$id, "drafts." + $id] && defined(changeNote)])', { id })
    expect(noted).toBe(0)
  })
  await reached()
  expect(await editionsOf(id)).toHaveLength(2)
})

test('Editions are chained and signed: a file is genuine as it is, and not with one character changed', async () => {
  const [first, second] = await editionsOf('sheet-numbers')
  expect(second?.content?.previous).toBe(first?.hash)
  const keys = toKeySet(await listSigningKeys(database()))
  const text = editionFile({
    content: second?.signed ?? '',
    hash: second?.hash ?? '',
    keyId: second?.keyId ?? '',
    signature: second?.signature ?? '',
  })
  const file = parseEditionFile(text)
  if (!file) throw new Error('It is no file of an edition')
  expect(faultOf(file, keys)).toBe(null)
  const changed = parseEditionFile(text.replace('Two.', 'Too.'))
  expect(changed && faultOf(changed, keys)).toBe('changed')
  expect(faultOf({ ...file, signature: { ...file.signature, value: 'AAAA' } }, keys)).toBe('forged')
  expect(faultOf(file, { keys: [] })).toBe('unknown-key')
})

test('Nobody changes or deletes an edition, not even by SQL', async () => {
  for (const statement of [
    `update publishing.edition set note = 'x'`,
    `update publishing.edition set removed_at = now(), content = null, note = null, figure_changes = '[]', hash = 'x'`,
    'delete from publishing.edition',
    'truncate publishing.edition',
  ])
    await expect(lake.pool.query(statement)).rejects.toThrow('An edition is never changed')
})

test('Two processes that catch up at once make each edition once', async () => {
  const id = 'sheet-twice'
  await jobs.close()
  await client.create(sheet(id, span('0')))
  for (let count = 1; count <= 20; count += 1)
    await client
      .patch(id)
      .set({ summary: String(count) })
      .commit()
  const [first, second] = await Promise.all([startJobs(), startJobs()])
  jobs = first
  await reached()
  await second.close()
  const editions = await editionsOf(id)
  expect(editions.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
  expect(editions.every((edition, index) => index === 0 || edition.content?.previous === editions[index - 1]?.hash)).toBe(true)
})

test('A sheet that goes without a word is withdrawn without a reason, and its editions stay; published again, it goes on counting', async () => {
  const id = 'sheet-withdrawn'
  await client.create(sheet(id, span('One.')))
  await client.delete(id)
  await reached()
  expect(await findSheetById(id)).toMatchObject({ state: 'withdrawn', reason: null, number: 1 })
  await client.create(sheet(id, span('One.')))
  await reached()
  expect(await findSheetById(id)).toMatchObject({ state: 'published', number: 2 })
  expect((await editionsOf(id)).map(({ content }) => content !== null)).toEqual([true, true])
})

test('A sheet that an editor removes has its reason, no text in any edition, and the chain goes on; who did it is logged', async () => {
  const id = 'sheet-removed'
  await client.create(sheet(id, figure('observation-old')))
  await client
    .transaction()
    .createOrReplace({ _id: `withdrawal-${id}`, _type: 'withdrawal', sheet: id, kind: 'remove', reason: 'By order of a court.' })
    .delete(id)
    .commit()
  await reached()
  expect(await findSheetById(id)).toMatchObject({ state: 'removed', reason: 'By order of a court.' })
  const [removed] = await editionsOf(id)
  expect(removed).toMatchObject({ content: null, signed: null, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const { rows } = await lake.pool.query('select state, reason, author from publishing.withdrawal where document_id = $1', [id])
  expect(rows).toEqual([{ state: 'removed', reason: 'By order of a court.', author: 'administrator' }])
  // What was said once does not count when it goes again.
  await client.create(sheet(id, span('New.')))
  await client.delete(id)
  await reached()
  expect((await editionsOf(id))[1]?.content?.previous).toBe(removed?.hash)
  expect(await findSheetById(id)).toMatchObject({ state: 'withdrawn', reason: null })
})

/** What was published of the coca of Peru by the sheet `id`, without what every row has. */
async function publishedBy(id: string) {
  const all = await listPublishedFigures('indicator-coca', 'country-peru', 100)
  return all
    .filter(({ sheet: { documentId } }) => documentId === id)
    .map(({ observationId, text, firstNumber, lastNumber, end, successor, why, until }) => [
      observationId,
      text,
      firstNumber,
      lastNumber,
      end,
      successor?.text ?? why,
      until !== null,
    ])
}

test('What a sheet ever showed is known with its editions, what took its place and why, until it is removed', async () => {
  const id = 'sheet-published'
  await client.create(sheet(id, span('Some '), figure('observation-old')))
  await client.patch(id).set({ summary: 'Another edition that shows the same.' }).commit()
  await client
    .patch(id)
    .set({ sections: sheet(id, figure('observation-new')).sections })
    .commit()
  await client
    .patch(id)
    .set({ sections: sheet(id, span('None.')).sections })
    .commit()
  await client
    .patch(id)
    .set({ sections: sheet(id, figure('observation-old'), figure('observation-old', 'again')).sections })
    .commit()
  await reached()
  const [old, then] = ['estimated 46,500 hectares', 'estimated 42,900 hectares']
  expect(await publishedBy(id)).toEqual([
    ['observation-old', old, 5, 5, 'stands', null, false],
    ['observation-new', then, 3, 3, 'dropped', null, true],
    ['observation-old', old, 1, 2, 'replaced', then, true],
  ])
  await client.delete(id)
  await reached()
  expect((await publishedBy(id))[0]).toEqual(['observation-old', old, 5, 5, 'withdrawn', null, true])
  await client.createOrReplace({ _id: `withdrawal-${id}`, _type: 'withdrawal', sheet: id, kind: 'remove', reason: 'A court.' })
  await reached()
  expect(await publishedBy(id)).toEqual([])
})

test('A page of a figure is told when a sheet begins or ceases to show it, and not by other editions', async () => {
  const id = 'sheet-tells'
  const tag = figureTag('indicator-coca', 'country-peru')
  const tagsOf = async (write: () => Promise<unknown>) => {
    await reached()
    await write()
    return await jobs.reach()
  }
  expect(await tagsOf(() => client.create(sheet(id, figure('observation-old'))))).toContain(tag)
  const other = await tagsOf(() => client.patch(id).set({ summary: 'Words alone.' }).commit())
  expect(other).toContain(editionTag(id))
  expect(other).not.toContain(tag)
  const without = sheet(id, span('None.')).sections
  expect(await tagsOf(() => client.patch(id).set({ sections: without }).commit())).toContain(tag)
})

test('A database from before this was kept has it afterwards, from its editions', async () => {
  const rows = async () =>
    (await lake.pool.query('select * from publishing.published_figure order by document_id, observation_id, first_number')).rows
  const id = 'sheet-before'
  for (const figures of [
    [figure('observation-old')],
    [figure('observation-old'), figure('observation-new', 'new')],
    [figure('observation-new')],
  ])
    await client.createOrReplace(sheet(id, span('Some '), ...figures))
  await reached()
  const before = await rows()
  expect(before.filter(({ document_id }) => document_id === id)).toMatchObject([
    { observation_id: 'observation-new', first_number: 2, last_number: 3, indicator_id: 'indicator-coca', place_id: 'country-peru' },
    { observation_id: 'observation-old', first_number: 1, last_number: 2, text: 'estimated 46,500 hectares' },
  ])
  const migration = readFileSync(new URL('../../lib/db/migrations/0009_published_figures.sql', import.meta.url), 'utf8')
  await lake.pool.query('truncate publishing.published_figure')
  await lake.pool.query(migration.slice(migration.indexOf('INSERT INTO')))
  expect(await rows()).toEqual(before)
})

test('A sheet with nonsense in every field has its edition all the same, and holds up no other', async () => {
  const id = 'sheet-odd'
  const odd = {
    sections: 3,
    slug: 'x',
    country: [],
    institution: { _ref: 7 },
    language: {},
    changeNote: 'y',
    title: ['z'],
    figures: [{ _type: 'figure', observation: { _ref: 'nobody', _weak: true } }],
  }
  await client.create({ _id: id, _type: 'factSheet', ...odd })
  await reached()
  expect(await editionsOf(id)).toMatchObject([{ slug: id, language: 'en', heading: '' }])
})

test('The newest edition that had a paragraph is found by its key, also when later ones lack it, and none for a key that never was', async () => {
  const id = 'sheet-lost'
  const saying = (...keys: readonly string[]) => ({
    ...sheet(id),
    sections: [
      {
        _type: 'section',
        _key: 'one',
        body: keys.map((key) => ({ ...block({ ...span(`Words of ${key}.`), _key: `span-${key}` }), _key: key })),
      },
    ],
  })
  for (const keys of [['first', 'second'], ['first', 'second', 'third'], ['third']]) await client.createOrReplace(saying(...keys))
  await reached()
  const has = (key: string) => (content: EditionContent) => JSON.stringify(content.sheet).includes(`"_key":"${key}","_type":"block"`)
  expect(await newestEditionWith(id, 'second', has('second'))).toMatchObject({ number: 2 })
  expect(await newestEditionWith(id, 'third', has('third'))).toMatchObject({ number: 3 })
  // Named in every edition as the beginning of another key, and never itself there.
  expect(await newestEditionWith(id, 'fir', has('fir'))).toBeNull()
  expect(await newestEditionWith(id, '%', () => true)).toBeNull()
})
