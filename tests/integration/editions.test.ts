import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { database } from '#lib/db/connection.ts'
import type { EditionContent } from '#lib/publishing/edition-content.ts'
import { faultOf, editionFile, parseEditionFile } from '#lib/publishing/edition-file.ts'
import { type Edition, editionOfRevision, findSheetById, listEditions, readEdition } from '#lib/publishing/editions.ts'
import { newestEditionWith } from '#lib/publishing/lost-paragraph.ts'
import { listSigningKeys, toKeySet } from '#lib/publishing/signing-keys.ts'
import { block, type EditionLake, figure, sheet, span, startEditionLake } from '#tests/support/edition-lake.ts'

let lake: EditionLake
let client: SanityClient

beforeAll(async () => {
  lake = await startEditionLake()
  client = lake.client
})
afterAll(async () => await lake.close())

async function editionsOf(id: string): Promise<readonly Edition[]> {
  const entries = await listEditions(id, 100)
  const editions = await Promise.all(entries.map(({ number }) => readEdition(id, number)))
  return editions.filter((edition) => edition !== null).toReversed()
}

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
  await lake.reached()
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
  await lake.reached()
  expect(await editionsOf(id)).toHaveLength(1)
  expect(await editionOfRevision(id, _rev)).toBe(1)
})

test('An edition holds its figures with their values, units, series and sources, and the institution, as they were at its transaction', async () => {
  const id = 'sheet-figures'
  // Nobody looks at it before everything has changed.
  await lake.jobs.close()
  await client.create(sheet(id, span('An estimated '), figure('observation-old')))
  await client.patch('institution').set({ name: 'Bureau Two' }).commit()
  await client.patch('unit-ha').set({ symbol: 'HA' }).commit()
  lake.jobs = await lake.startJobs()
  await lake.reached()
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
  await lake.reached()
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
  await lake.reached()
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
  await lake.jobs.close()
  await client.create(sheet(id, span('0')))
  for (let count = 1; count <= 20; count += 1)
    await client
      .patch(id)
      .set({ summary: String(count) })
      .commit()
  const [first, second] = await Promise.all([lake.startJobs(), lake.startJobs()])
  lake.jobs = first
  await lake.reached()
  await second.close()
  const editions = await editionsOf(id)
  expect(editions.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
  expect(editions.every((edition, index) => index === 0 || edition.content?.previous === editions[index - 1]?.hash)).toBe(true)
})

test('A sheet that goes without a word is withdrawn without a reason, and its editions stay; published again, it goes on counting', async () => {
  const id = 'sheet-withdrawn'
  await client.create(sheet(id, span('One.')))
  await client.delete(id)
  await lake.reached()
  expect(await findSheetById(id)).toMatchObject({ state: 'withdrawn', reason: null, number: 1 })
  await client.create(sheet(id, span('One.')))
  await lake.reached()
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
  await lake.reached()
  expect(await findSheetById(id)).toMatchObject({ state: 'removed', reason: 'By order of a court.' })
  const [removed] = await editionsOf(id)
  expect(removed).toMatchObject({ content: null, signed: null, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const { rows } = await lake.pool.query('select state, reason, author from publishing.withdrawal where document_id = $1', [id])
  expect(rows).toEqual([{ state: 'removed', reason: 'By order of a court.', author: 'administrator' }])
  // What was said once does not count when it goes again.
  await client.create(sheet(id, span('New.')))
  await client.delete(id)
  await lake.reached()
  expect((await editionsOf(id))[1]?.content?.previous).toBe(removed?.hash)
  expect(await findSheetById(id)).toMatchObject({ state: 'withdrawn', reason: null })
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
  await lake.reached()
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
  await lake.reached()
  const has = (key: string) => (content: EditionContent) => JSON.stringify(content.sheet).includes(`"_key":"${key}","_type":"block"`)
  expect(await newestEditionWith(id, 'second', has('second'))).toMatchObject({ number: 2 })
  expect(await newestEditionWith(id, 'third', has('third'))).toMatchObject({ number: 3 })
  // Named in every edition as the beginning of another key, and never itself there.
  expect(await newestEditionWith(id, 'fir', has('fir'))).toBeNull()
  expect(await newestEditionWith(id, '%', () => true)).toBeNull()
})
