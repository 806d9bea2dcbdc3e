import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLake, type TestLake } from '#tests/support/lake.ts'

describe('mutate', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())

  it('A document is created, patched, read and deleted, and each revision is the id of its transaction', async () => {
    const created = await client.create({ _id: 'a', _type: 'thing', title: 'One' })
    expect(created).toMatchObject({ _id: 'a', title: 'One', _createdAt: expect.any(String) })
    const patched = await client.patch('a').set({ 'deep.title': 'Two' }).commit({ transactionId: 'tx-patch-a' })
    expect(patched).toMatchObject({ _rev: 'tx-patch-a', deep: { title: 'Two' } })
    expect(await client.getDocument('a')).toEqual(patched)
    await client.delete('a')
    expect(await client.getDocument('a')).toBeUndefined()
  })
})
