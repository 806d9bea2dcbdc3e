import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startLake, type TestLake } from '#tests/support/lake.ts'

let lake: TestLake
let client: SanityClient

const measured = (id: string, value: number) => ({ _id: id, _type: 'measured', value, place: { name: 'Here' } })
const refused = { statusCode: 409, message: expect.stringMatching(/"measured" says is never changed: make a new document/) }
const valueOf = async (id: string): Promise<unknown> => (await client.getDocument(id))?.['value']

beforeAll(async () => {
  lake = await startLake({ sealedTypes: ['measured'] })
  client = lake.client('administrator')
})
afterAll(() => lake.close())
beforeEach(async () => {
  await client.delete({ query: '*[_type in ["measured", "note"]]' })
  await client.create(measured('one', 1))
})

it("What a published document of a sealed type says is changed by no mutation, not even an administrator's", async () => {
  await expect(client.patch('one').set({ value: 2 }).commit()).rejects.toMatchObject(refused)
  await expect(client.patch('one').unset(['place']).commit()).rejects.toMatchObject(refused)
  await expect(client.createOrReplace(measured('one', 2))).rejects.toMatchObject(refused)
  await expect(client.transaction().delete('one').create(measured('one', 2)).commit()).rejects.toMatchObject(refused)
  expect(await client.getDocument('one')).toMatchObject({ value: 1, place: { name: 'Here' } })
})

it('A transaction that would change one is refused whole, and says of which document', async () => {
  const transaction = client
    .transaction()
    .create({ _id: 'beside', _type: 'note' })
    .patch('one', { set: { value: 2 } })
  await expect(transaction.commit()).rejects.toMatchObject({ message: expect.stringContaining('"one"') })
  expect(await client.getDocument('beside')).toBeUndefined()
})

it('A draft of one is written, and never published over it', async () => {
  await client.create(measured('drafts.one', 2))
  await client.patch('drafts.one').set({ value: 3 }).commit()
  const publish = { actionType: 'sanity.action.document.publish', publishedId: 'one', draftId: 'drafts.one' } as const
  await expect(client.action(publish)).rejects.toMatchObject(refused)
  expect([await valueOf('one'), await valueOf('drafts.one')]).toEqual([1, 3])
})

it('A release that holds another state of one is not published', async () => {
  await client.action([
    { actionType: 'sanity.action.release.create', releaseId: 'spring', metadata: { title: 'Spring', releaseType: 'asap' } },
  ])
  await client.create(measured('versions.spring.one', 2))
  await expect(client.action({ actionType: 'sanity.action.release.publish', releaseId: 'spring' })).rejects.toMatchObject(refused)
  expect(await valueOf('one')).toBe(1)
  await client.delete('versions.spring.one')
})

it('What is there already may be written again with what it says, as an import does', async () => {
  const { _rev, ...kept } = (await client.getDocument('one')) ?? {}
  await client.createOrReplace({ ...measured('one', 1), ...kept })
  await client.createIfNotExists(measured('one', 9))
  expect(await valueOf('one')).toBe(1)
})

it('New ones are made and published, and old ones deleted', async () => {
  await client.create(measured('drafts.two', 2))
  await client.action({ actionType: 'sanity.action.document.publish', publishedId: 'two', draftId: 'drafts.two' })
  expect(await valueOf('two')).toBe(2)
  await client.delete('two')
  expect(await client.getDocument('two')).toBeUndefined()
})

it('Documents of other types are changed as ever', async () => {
  await client.create({ _id: 'free', _type: 'note', value: 1 })
  await client.patch('free').set({ value: 2 }).commit()
  expect(await valueOf('free')).toBe(2)
})
