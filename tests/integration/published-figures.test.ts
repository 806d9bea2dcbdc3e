import { readFileSync } from 'node:fs'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editionTag } from '#lib/publishing/editions.ts'
import { figureTag, listPublishedFigures } from '#lib/publishing/published-figures.ts'
import { type EditionLake, figure, sheet, span, startEditionLake } from '#tests/support/edition-lake.ts'

let lake: EditionLake
let client: SanityClient

beforeAll(async () => {
  lake = await startEditionLake()
  client = lake.client
})
afterAll(async () => await lake.close())

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
  await lake.reached()
  const [old, then] = ['estimated 46,500 hectares', 'estimated 42,900 hectares']
  expect(await publishedBy(id)).toEqual([
    ['observation-old', old, 5, 5, 'stands', null, false],
    ['observation-new', then, 3, 3, 'dropped', null, true],
    ['observation-old', old, 1, 2, 'replaced', then, true],
  ])
  await client.delete(id)
  await lake.reached()
  expect((await publishedBy(id))[0]).toEqual(['observation-old', old, 5, 5, 'withdrawn', null, true])
  await client.createOrReplace({ _id: `withdrawal-${id}`, _type: 'withdrawal', sheet: id, kind: 'remove', reason: 'A court.' })
  await lake.reached()
  expect(await publishedBy(id)).toEqual([])
})

test('A page of a figure is told when a sheet begins or ceases to show it, and not by other editions', async () => {
  const id = 'sheet-tells'
  const tag = figureTag('indicator-coca', 'country-peru')
  const tagsOf = async (write: () => Promise<unknown>) => {
    await lake.reached()
    await write()
    return await lake.jobs.reach()
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
  // And others: one of a single edition, and one where a figure at once took the place of another.
  await client.create(sheet('sheet-before-single', figure('observation-old')))
  for (const observation of ['observation-old', 'observation-new'])
    await client.createOrReplace(sheet('sheet-before-corrected', figure(observation)))
  await lake.reached()
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
