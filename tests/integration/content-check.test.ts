import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findEditedInPlace } from '#sanity/check/edited-in-place.ts'
import { readAndCheck } from '#sanity/check/read-and-check.ts'
import { applySeed } from '#sanity/seed/apply-seed.ts'
import { readSeed } from '#sanity/seed/documents.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

const TODAY = '2026-11-26'
const FIGURE = 'observation-pe-coca-cultivation-2014-pe-inl-2015'

let lake: TestLake
let client: SanityClient

beforeAll(async () => {
  // As hosted Sanity is: nothing is sealed.
  lake = await startLake()
  client = lake.client('administrator')
  await applySeed(client.withConfig({ perspective: 'raw' }), await readSeed())
})
afterAll(async () => await lake.close())

test('The check reads all published figures and all sheets, in parts, and drafts among them', async () => {
  const sheet = await client.getDocument('fact-sheet-peru')
  if (!sheet) throw new Error('The seed has no Peru sheet')
  const typed = {
    _type: 'block',
    _key: 'typed',
    children: [{ _type: 'span', _key: 'span', text: 'There are 12.', marks: [] }],
    markDefs: [],
  }
  const more = Array.from({ length: 60 }, (_, index) => ({
    ...sheet,
    _id: `sheet-${index}`,
    slug: { _type: 'slug', current: `sheet-${index}` },
  }))
  const copies = client.transaction()
  for (const copy of more) copies.createOrReplace(copy)
  copies.createOrReplace({ ...sheet, _id: 'drafts.sheet-59', sections: [{ _type: 'section', _key: 'part', body: [typed] }] })
  await copies.commit()
  const { findings, counts } = await readAndCheck(client, TODAY)
  expect(counts).toMatchObject({ sheets: 78, observations: 349, loose: 1 })
  expect(findings.filter(({ kind }) => kind === 'looseNumber').map(({ places: [place] }) => place?.id)).toEqual(['drafts.sheet-59'])
  expect(findings.filter(({ kind }) => kind === 'contradiction')).toHaveLength(7)
})

test('A published figure that was edited in place is named; one that was written again as it was, or published from a draft, is not', async () => {
  expect(await findEditedInPlace(client)).toEqual([])
  const other = await client.getDocument('observation-pe-coca-cultivation-2015-factbook-2017-pe')
  if (!other) throw new Error('The seed has no area of 2015')
  const { _rev, _createdAt, _updatedAt, ...said } = other
  await client.createOrReplace(said)
  await client.create({ ...said, _id: 'drafts.observation-new' })
  await client.patch('drafts.observation-new').set({ value: 52_000 }).commit()
  await client.action({ actionType: 'sanity.action.document.publish', draftId: 'drafts.observation-new', publishedId: 'observation-new' })
  expect(await findEditedInPlace(client)).toEqual([])
  await client.patch(FIGURE).set({ value: 46_501 }).commit()
  expect(await findEditedInPlace(client)).toEqual([
    expect.objectContaining({ kind: 'edited', severity: 'notice', places: [expect.objectContaining({ id: FIGURE, type: 'observation' })] }),
  ])
})
