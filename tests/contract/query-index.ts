import type { ClientPerspective, SanityClient } from '@sanity/client'
import fc from 'fast-check'
import { evaluate, parse } from 'groq-js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Perspective, seenIn } from '#lib/content-lake/query/perspective.ts'
import type { Document } from '#lib/content-lake/wire.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { CONTENT, IDS } from '#tests/support/random-documents.ts'
import { PARAMS, QUERY } from '#tests/support/random-queries.ts'

const perspectives: readonly { name: ClientPerspective; meaning: Perspective }[] = [
  { name: 'raw', meaning: { kind: 'raw' } },
  { name: 'published', meaning: { kind: 'published' } },
  { name: 'drafts', meaning: { kind: 'stack', layers: ['drafts'] } },
  { name: ['r1', 'drafts'], meaning: { kind: 'stack', layers: ['r1', 'drafts'] } },
  { name: ['r2', 'r1'], meaning: { kind: 'stack', layers: ['r2', 'r1'] } },
]

/** What a perspective shows of all there is, by the plainest means. */
function shown(all: readonly Document[], perspective: Perspective): readonly Document[] {
  const prefixes =
    perspective.kind === 'stack' ? perspective.layers.map((layer) => (layer === 'drafts' ? 'drafts.' : `versions.${layer}.`)) : []
  if (perspective.kind === 'raw') return all
  return seenIn(
    perspective,
    all.filter(({ _id }) => !_id.includes('.') || prefixes.some((prefix) => _id.startsWith(prefix))),
  )
}

/** Tests that ask `runs` queries each, chosen by `seed`, of lakes of several sizes. */
export function testIndex({ runs, seed }: { readonly runs: number; readonly seed: number }): void {
  let lake: TestLake
  let client: SanityClient
  let documents: Document[]
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())

  async function write(count: number): Promise<void> {
    const states = ['', 'drafts.', 'versions.r1.', 'versions.r2.'].flatMap((prefix) => IDS.map((id) => prefix + id))
    const ids = [
      ...states,
      ...Array.from({ length: Math.max(0, count - states.length) }, (_, index) => `${index % 9 === 0 ? 'drafts.' : ''}e${index}`),
    ]
    const contents = fc.sample(CONTENT, { numRuns: ids.length, seed: seed + count })
    const going = { _system: { delete: true } }
    const mutations = ids
      .slice(0, count)
      .map((id, index) => ({ createOrReplace: { _type: 'x', ...contents[index], _id: id, ...(index % 11 === 10 ? going : {}) } }))
    await client.mutate<Record<string, unknown>>([{ delete: { query: '*', params: {} } }])
    await client.mutate<Record<string, unknown>>(mutations)
    documents = (await client.fetch<Document[]>('*', {}, { perspective: 'raw' })).toSorted((one, other) => (one._id < other._id ? -1 : 1))
    expect(documents).toHaveLength(mutations.length)
  }

  async function compare(query: string): Promise<number> {
    let found = 0
    for (const { name, meaning } of perspectives) {
      const dataset = shown(documents, meaning)
      const value = await evaluate(parse(query, { params: PARAMS }), { dataset, params: PARAMS })
      const expected: unknown = JSON.parse(JSON.stringify((await value.get()) ?? null))
      const answer = await client.fetch<unknown>(query, PARAMS, { perspective: name })
      expect(answer, `${query} in ${String(name)}`).toEqual(expected)
      if (expected !== null && expected !== 0 && JSON.stringify(expected) !== '[]') found += 1
    }
    return found
  }

  it.each([[20], [60], [420]])(
    'An answer from the index is the answer of plain groq-js, whatever the query, the perspective and %i documents',
    { timeout: 900_000 },
    async (count) => {
      await write(count)
      let found = 0
      let asked = 0
      await fc.assert(
        fc.asyncProperty(QUERY, async (query) => {
          found += await compare(query)
          asked += perspectives.length
        }),
        { numRuns: runs, seed },
      )
      // A test of empty answers would show nothing.
      expect(found / asked).toBeGreaterThan(0.3)
    },
  )
}
