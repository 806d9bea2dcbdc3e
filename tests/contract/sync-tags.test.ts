import type { MultipleMutationResult, SanityClient } from '@sanity/client'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Change } from '#lib/content-lake/settings.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

type Perspective = 'published' | 'drafts' | string[]

const ids = ['a', 'b', 'c']
const allIds = ids.flatMap((id) => [id, `drafts.${id}`, `versions.r.${id}`])
const slugs = ['one', 'two', 'three']
const queries = [
  '*',
  'count(*)',
  '*[_id == $id][0]',
  '*[_id in ["a", "b"]]{title}',
  '*[_type == "x"]',
  '*[_type == "x" && slug.current == $slug][0]{title, "to": to->title}',
  '*[slug.current == $slug]{_id}',
  '*[slug.current in ["one", "two"] && _type in ["x", "y"]]',
  '*[_type == "x" || slug.current == $slug].title',
  '*[_type == "x" || title == "t1"].title',
  '*[_type == "y"]{"far": to->to->title, "back": *[references(^._id)]._id}',
  '*[references($id)]._id',
  '*[_type == "x" && references($id)]._id',
  '*[_type == "x" && to._ref == $id]{title}',
  '*[to._ref in ["a", "b"]] | order(title desc)[0...2]._id',
  'count(*[_type == "y" && to._ref == $id])',
  '*[title match "t1" && $id in all[]._ref]._id',
  '*[_type == "x" && !(slug.current == $slug)]._id',
  '*[sanity::versionOf($id)]._id',
  '*[_type == "x"] | order(title)[0]{"to": to->{title, slug}}',
  '{"x": *[_type == "x"].title, "id": *[_id == $id][0].to->title}',
]

const reference = fc.record({ _ref: fc.constantFrom(...ids), _weak: fc.constant(true) })
const many = Array.from({ length: 50 }, (_, index) => ({ _ref: `far-${index}`, _weak: true }))
const content = fc.record({
  _type: fc.constantFrom('x', 'y'),
  title: fc.constantFrom('t1', 't2'),
  slug: fc.option(fc.record({ current: fc.constantFrom(...slugs) }), { nil: undefined }),
  to: fc.option(reference, { nil: undefined }),
  // So many that they have no tags of their own.
  all: fc.option(
    fc.constantFrom(...ids).map((_ref) => [{ _ref, _weak: true }, ...many]),
    { nil: undefined, freq: 8 },
  ),
})
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ id: fc.constantFrom(...allIds), document: content }) },
  { weight: 1, arbitrary: fc.record({ id: fc.constantFrom(...allIds), document: fc.constant(null) }) },
)

describe('sync tags', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())

  async function ask(
    query: string,
    perspective: Perspective,
    params: { id: string; slug: string },
  ): Promise<{ answer: string; tags: readonly string[] }> {
    const { result, syncTags = [] } = await client.fetch<unknown>(query, params, { perspective, filterResponse: false })
    return { answer: JSON.stringify(result), tags: syncTags }
  }

  async function apply({ id, document }: { id: string; document: object | null }): Promise<Change> {
    let change: Change = { dataset: '', sequence: 0, transactionId: '', publishedTags: [], draftTags: [] }
    const stop = lake.lake.onChange(async (told) => {
      change = told
    })
    const mutation = document === null ? { delete: { id } } : { createOrReplace: { _id: id, ...document } }
    await client.request<MultipleMutationResult>({ method: 'POST', url: '/data/mutate/production', body: { mutations: [mutation] } })
    stop()
    return change
  }

  it('A change that alters an answer always hits one of its tags', async () => {
    let altered = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 8 }),
        fc.constantFrom(...ids),
        fc.constantFrom(...slugs),
        async (steps, id, slug) => {
          for (const one of steps) {
            const asked = queries.flatMap((query) =>
              (['published', 'drafts', ['r', 'drafts']] as Perspective[]).map((perspective) => ({ query, perspective })),
            )
            const before = await Promise.all(asked.map(({ query, perspective }) => ask(query, perspective, { id, slug })))
            const change = await apply(one)
            const after = await Promise.all(asked.map(({ query, perspective }) => ask(query, perspective, { id, slug })))
            for (const [index, { query, perspective }] of asked.entries()) {
              if (before[index]?.answer === after[index]?.answer) continue
              altered += 1
              const hit = new Set(perspective === 'published' ? change.publishedTags : [...change.publishedTags, ...change.draftTags])
              const found = before[index]?.tags.some((tag) => hit.has(tag))
              expect(found, JSON.stringify({ query, perspective, one, before: before[index], after: after[index] })).toBe(true)
            }
          }
        },
      ),
      { numRuns: 12, seed: 20_261_123 },
    )
    expect(altered).toBeGreaterThan(200)
  })

  it('A change elsewhere does not: another document, another slug of the type, a draft', async () => {
    await client.mutate<Record<string, unknown>>([
      { createOrReplace: { _id: 'page-1', _type: 'page', slug: { current: 'p1' }, to: { _ref: 'near', _weak: true } } },
      { createOrReplace: { _id: 'page-2', _type: 'page', slug: { current: 'p2' } } },
      { createOrReplace: { _id: 'near', _type: 'place', title: 'Near' } },
    ])
    const { tags } = await ask('*[_type == "page" && slug.current == "p1"][0]{title, "to": to->title}', 'published', {
      id: 'a',
      slug: 'one',
    })
    const hits = async (id: string, document: object): Promise<boolean> =>
      (await apply({ id, document })).publishedTags.some((tag) => tags.includes(tag))
    expect(await hits('page-2', { _type: 'page', slug: { current: 'p2' }, title: 'Other' })).toBe(false)
    expect(await hits('far', { _type: 'place', title: 'Far' })).toBe(false)
    expect(await hits('drafts.page-1', { _type: 'page', slug: { current: 'p1' } })).toBe(false)
    expect(await hits('near', { _type: 'place', title: 'Nearer' })).toBe(true)
    expect(await hits('page-2', { _type: 'page', slug: { current: 'p1' } })).toBe(true)
    expect(tags.length).toBeLessThan(5)
  })

  it('A change to one of many pages rarely hits an answer that it leaves as it is', async () => {
    const count = 40
    const pages = Array.from({ length: count }, (_, index) => ({
      createOrReplace: {
        _id: `site-${index}`,
        _type: 'site',
        title: `Page ${index}`,
        slug: { current: `s${index}` },
        to: { _ref: `topic-${index % 8}`, _weak: true },
      },
    }))
    const topics = Array.from({ length: 8 }, (_, index) => ({
      createOrReplace: { _id: `topic-${index}`, _type: 'topic', title: `Topic ${index}` },
    }))
    await client.mutate<Record<string, unknown>>([...topics, ...pages])
    const asked = Array.from({ length: count }, (_, index) => [
      {
        query: `*[_type == "site" && slug.current == "s${index}"] | order(title)[0]{title, "to": to->title, "all": *[_type == "site" && slug.current == "s${index}"].title}`,
      },
      { query: `*[_id == "site-${index}"][0]` },
      { query: `*[_type == "site" && references("topic-${index % 8}")] | order(title)[0...5]{title}` },
      { query: `count(*[_type == "site" && to._ref == "topic-${index % 8}"])` },
    ]).flat()
    const before = await Promise.all(asked.map(({ query }) => ask(query, 'published', { id: 'a', slug: 'one' })))
    let untouched = 0
    let hit = 0
    for (let index = 0; index < count; index += 5) {
      const { publishedTags } = await apply({
        id: `site-${index}`,
        document: {
          _type: 'site',
          title: `Changed ${index}`,
          slug: { current: `s${index}` },
          to: { _ref: `topic-${index % 8}`, _weak: true },
        },
      })
      for (const [at, { query }] of asked.entries()) {
        const after = await ask(query, 'published', { id: 'a', slug: 'one' })
        const known = before[at]
        if (known?.answer === after.answer) {
          untouched += 1
          if (known.tags.some((tag) => publishedTags.includes(tag))) hit += 1
        }
        before[at] = after
      }
    }
    expect(untouched).toBeGreaterThan(1000)
    // Lists and counts of what refers to one topic are asked anew when another page of the topic changes.
    expect(hit / untouched).toBeLessThan(0.06)
  })

  it('Tags have the form that next-sanity takes, and there are never more than its cache holds', async () => {
    await client.mutate<Record<string, unknown>>(
      Array.from({ length: 200 }, (_, index) => ({
        createOrReplace: { _id: `many-${index}`, _type: 'many', to: { _ref: `many-${(index * 7) % 200}`, _weak: true } },
      })),
    )
    const { tags } = await ask('*[_type == "many"]{"to": to->_id}', 'published', { id: 'a', slug: 'one' })
    expect(tags.length).toBeLessThan(128)
    for (const tag of tags) expect(tag).toMatch(/^s1:[\w-]+$/)
    expect((await apply({ id: 'many-3', document: { _type: 'many', title: 'x' } })).publishedTags.some((tag) => tags.includes(tag))).toBe(
      true,
    )
  })
})
