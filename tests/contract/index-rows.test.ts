import type { SanityClient } from '@sanity/client'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fillIndex } from '#lib/content-lake/query/index-back-fill.ts'
import { entriesOf, placeOf } from '#lib/content-lake/query/index-entries.ts'
import type { Document } from '#lib/content-lake/wire.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { CONTENT, IDS } from '#tests/support/random-documents.ts'

const dataset = 'local/production'
const queries = [
  '*[a == "a"]._id',
  '*[defined(n.x)] | order(c desc)[0...5]._id',
  'count(*[_type == "x"])',
  '*[a match "hello"]._id',
  '*[_type == "x"][0...4]._id',
]

describe('what the index holds', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())
  beforeEach(async () => {
    await client.delete({ query: '*' })
    const contents = fc.sample(CONTENT, { numRuns: IDS.length, seed: 7 })
    await client.mutate<Record<string, unknown>>(IDS.map((_id, index) => ({ create: { _type: 'x', ...contents[index], _id } })))
  })

  /** Everything in the index, in words. */
  async function held(): Promise<string[]> {
    const { rows } = await lake.pool.query<{ entry: string }>(
      `select 'attribute ' || d.id || ' ' || a.place || ' ' || a.key as entry from lake.attribute a left join lake.document d on d.number = a.document
       union all select 'words ' || d.id || ' ' || array_to_string(tsvector_to_array(w.words), ' ') from lake.wording w left join lake.document d on d.number = w.document
       union all select 'shape ' || id || ' ' || shape || ' ' || indexed from lake.document`,
    )
    return rows.map(({ entry }) => entry).toSorted()
  }

  /** What it should hold. */
  async function wanted(): Promise<string[]> {
    const { rows } = await lake.pool.query<{ content: Document }>('select content from lake.document')
    const order = (words: readonly string[]): string[] =>
      words.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    return rows
      .flatMap(({ content }) => {
        const { attributes, words, shape, indexed } = entriesOf(dataset, content)
        return [
          ...attributes.map(({ path, key }) => `attribute ${content._id} ${placeOf(dataset, content._type, path)} ${key}`),
          `words ${content._id} ${order(words).join(' ')}`,
          `shape ${content._id} ${shape} ${indexed}`,
        ]
      })
      .toSorted()
  }

  async function forget(): Promise<void> {
    await lake.pool.query('truncate lake.attribute, lake.wording, lake.place, lake.shape')
    await lake.pool.query('update lake.document set indexed = 0, shape = 0')
  }

  const answers = (): Promise<unknown[]> => Promise.all(queries.map((query) => client.fetch<unknown>(query, {}, { perspective: 'raw' })))

  it('After whatever writes, it is what documents written once would have made', async () => {
    const change = fc.oneof(
      fc.record({ id: fc.constantFrom(...IDS), content: CONTENT }).map(({ id, content }) => ({ createOrReplace: { ...content, _id: id } })),
      fc.constantFrom(...IDS).map((id) => ({ delete: { id } })),
      fc.constantFrom(...IDS).map((id) => ({ createIfNotExists: { _id: id, _type: 'y', a: 'new' } })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (mutations) => {
        await client.request({ method: 'POST', url: '/data/mutate/production', body: { mutations } })
        expect(await held()).toEqual(await wanted())
      }),
      { numRuns: 60, seed: 20_261_126 },
    )
    await client
      .action({ actionType: 'sanity.action.document.edit', draftId: 'drafts.d1', publishedId: 'd1', patch: { set: { a: 'edited' } } })
      .catch(() => undefined)
    expect(await held()).toEqual(await wanted())
  })

  it('Documents that it does not know are found all the same, and writing makes it know them', async () => {
    const before = await answers()
    await forget()
    expect(await answers()).toEqual(before)
    await client.patch('d3').set({ b: 'known now' }).commit()
    const { rows } = await lake.pool.query<{ id: string }>('select id from lake.document where indexed = 1')
    expect(rows).toEqual([{ id: 'd3' }])
    const after = await answers()
    await fillIndex(lake.pool, AbortSignal.timeout(60_000))
    expect(await answers()).toEqual(after)
  })

  it('A back-fill makes it what writing made it, and goes on where it was ended', async () => {
    const before = await held()
    await forget()
    expect(await fillIndex(lake.pool, AbortSignal.abort())).toBe(0)
    await lake.pool.query("update lake.document set indexed = -1 where id > 'd5'")
    const some = await fillIndex(lake.pool, AbortSignal.timeout(60_000))
    await lake.pool.query('update lake.document set indexed = 0 where indexed = -1')
    const rest = await fillIndex(lake.pool, AbortSignal.timeout(60_000))
    expect([some > 0, rest > 0, some + rest]).toEqual([true, true, IDS.length])
    expect(await held()).toEqual(before)
  })

  it('A document that is too large for it is found all the same, and forgotten by it', async () => {
    await client.patch('d2').set({ a: 'a', c: 1e30 }).commit()
    const many = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`name${index}`, index]))
    await client.patch('d2').set({ many }).commit()
    expect(await held()).toEqual(await wanted())
    expect(await client.fetch('*[a == "a" && c == 1e30]._id')).toEqual(['d2'])
    expect(await client.fetch('* | order(c desc)[0]._id')).toBe('d2')
    expect(await client.fetch('count(*[c == 1e30])')).toBe(1)
    await client.patch('d2').unset(['many']).commit()
    expect(await held()).toEqual(await wanted())
  })

  it('What is only counted comes as one number, which source maps take for computed', async () => {
    const counts = `{"all": count(*), "some": count(*[_type == "x"]), "none": count(*[a == "nowhere"]), "each": *[0...2]{"n": count(*[_type == "x"])}.n}`
    const { result, resultSourceMap } = await client.fetch<Record<string, unknown>>(
      counts,
      {},
      { perspective: 'raw', filterResponse: false, resultSourceMap: true },
    )
    const ids = await client.fetch<string[]>('*[_type == "x"]._id', {}, { perspective: 'raw' })
    const all = await client.fetch<string[]>('*._id', {}, { perspective: 'raw' })
    expect(result).toEqual({ all: all.length, some: ids.length, none: 0, each: [ids.length, ids.length] })
    expect(resultSourceMap).toMatchObject({ documents: [], paths: [] })
  })

  it('What is scored is found by one word of several', async () => {
    await client.mutate<Record<string, unknown>>([
      { create: { _id: 'one', _type: 'scored', title: 'red' } },
      { create: { _id: 'two', _type: 'scored', title: 'blue red' } },
      { create: { _id: 'none', _type: 'scored', title: 'green' } },
    ])
    const found = await client.fetch<string[]>(
      '*[_type == "scored"] | score(title match "blue red")[_score > 0]._id',
      {},
      { perspective: 'raw' },
    )
    expect(found).toEqual(['two', 'one'])
  })
})
