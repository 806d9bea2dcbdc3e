import { Schema } from '@sanity/schema'
import { createSearch } from 'sanity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLake, type TestLake } from '#tests/support/lake.ts'

const schema = Schema.compile({
  name: 'test',
  types: [
    { name: 'country', type: 'document', fields: [{ name: 'name', type: 'string' }] },
    {
      name: 'sheet',
      type: 'document',
      fields: [
        { name: 'title', type: 'string' },
        { name: 'text', type: 'text' },
        { name: 'country', type: 'reference', to: [{ type: 'country' }] },
      ],
      preview: { select: { title: 'title', subtitle: 'country.name' } },
    },
  ],
})

describe('the Studio’s own search', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake()
    await lake
      .client('editor')
      .mutate<Record<string, unknown>>([
        { create: { _id: 'cl', _type: 'country', name: 'Chile' } },
        { create: { _id: 'peru', _type: 'sheet', title: 'Peru', text: 'Water and mountains, mountains' } },
        { create: { _id: 'drafts.andes', _type: 'sheet', title: 'The mountains', text: 'Snow' } },
        { create: { _id: 'coast', _type: 'sheet', title: 'The coast', text: 'Fish', country: { _type: 'reference', _ref: 'cl' } } },
      ])
  })
  afterAll(() => lake.close())

  /** The ids that the Studio’s default strategy finds, the best first. */
  async function search(text: string, options: object = {}): Promise<string[]> {
    const types = ['sheet', 'country'].map((name) => schema.get(name)).filter((type) => type !== undefined)
    const client = lake.client('editor')
    const run = createSearch(types, client, { strategy: 'groq2024', perspective: ['drafts'] })
    const { promise, resolve, reject } = Promise.withResolvers<{ readonly hits: readonly { readonly hit: { readonly _id: string } }[] }>()
    run({ query: text, types: [] }, options).subscribe({ next: resolve, error: reject })
    const found = await promise
    return found.hits.map(({ hit }) => hit._id)
  }

  it('Words anywhere in a document are found, those in its title first', async () => {
    expect(await search('mountains')).toEqual(['andes', 'peru'])
    expect(await search('moun')).toEqual(['andes', 'peru'])
    expect(await search('WATER mount')).toEqual(['peru'])
    expect(await search('nothing like it')).toEqual([])
  })

  it('A document is found by its id, by what its preview shows of a reference, and by phrases and what must not be there', async () => {
    expect(await search('peru')).toEqual(['peru'])
    expect(await search('chile')).toEqual(expect.arrayContaining(['cl', 'coast']))
    expect(await search('"and mountains"')).toEqual(['peru'])
    expect(await search('mountains -the')).toEqual(['peru'])
  })

  it('Without words everything is listed, in the order asked for and by pages', async () => {
    expect(await search('', { sort: [{ field: 'title', direction: 'asc' }] })).toEqual(['peru', 'coast', 'andes', 'cl'])
    expect(await search('', { sort: [{ field: 'title', direction: 'asc' }], limit: 2 })).toEqual(['peru', 'coast'])
  })
})
