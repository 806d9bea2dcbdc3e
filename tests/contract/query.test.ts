import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLake, type TestLake } from '#tests/support/lake.ts'

describe('query', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
    const sheet = (id: string, slug: string, more: object = {}) => ({
      _id: id,
      _type: 'sheet',
      slug: { current: slug },
      language: 'en',
      ...more,
    })
    await client.mutate<Record<string, unknown>>([
      { create: { _id: 'peru-country', _type: 'country', name: 'Peru' } },
      { create: sheet('peru', 'peru', { title: 'Peru', n: 3, country: { _type: 'reference', _ref: 'peru-country' }, tags: ['a', 'b'] }) },
      { create: sheet('chile', 'chile', { title: 'Chile', n: 1 }) },
      { create: sheet('drafts.chile', 'chile-draft', { title: 'Chile, drafted', n: 1 }) },
      { create: sheet('drafts.bolivia', 'bolivia', { title: 'Bolivia', n: 2 }) },
    ])
    await client.releases.create({ releaseId: 'spring', metadata: { title: 'Spring', releaseType: 'asap' } })
    await client.action({
      actionType: 'sanity.action.document.version.create',
      publishedId: 'peru',
      baseId: 'peru',
      versionId: 'versions.spring.peru',
    })
    await client
      .patch('versions.spring.peru')
      .set({ title: 'Peru in spring', slug: { current: 'peru-spring' } })
      .commit()
    await client.action({
      actionType: 'sanity.action.document.version.unpublish',
      publishedId: 'chile',
      versionId: 'versions.spring.chile',
    })
  })
  afterAll(() => lake.close())

  it('Answers filters, projections, order, slices by parameter and references', async () => {
    const found = await client.fetch('*[_type == $type && defined(title)] | order(n asc)[0...$limit]{title, "country": country->name}', {
      type: 'sheet',
      limit: 2,
    })
    expect(found).toEqual([
      { title: 'Chile', country: null },
      { title: 'Peru', country: 'Peru' },
    ])
    expect(await client.fetch('count(*[_type == "sheet"])')).toBe(2)
    expect(await client.fetch('*[_id == "nothing"][0]')).toBeNull()
    expect(await client.fetch('*[references("peru-country")]._id')).toEqual(['peru'])
    expect(await client.fetch('*[_type in ["country", "none"]]{name, "sheets": *[_type == "sheet" && references(^._id)].title}')).toEqual([
      { name: 'Peru', sheets: ['Peru'] },
    ])
    expect(await client.fetch('*[title match "chil*"].title', {}, { perspective: 'raw' })).toEqual(['Chile', 'Chile, drafted', 'Chile'])
  })

  it('What narrows the candidates never changes the answer', async () => {
    const filters = [
      '_id == "peru"',
      '_id in ["peru", "chile", 7]',
      '_type == "sheet" && slug.current == "peru"',
      '_type == "sheet" || _type == "country"',
      '(_type == "sheet" && n > 1) || _id == "chile"',
      '!(_type == "sheet")',
      '_id in path("drafts.**")',
      'sanity::versionOf("peru")',
      'sanity::partOfRelease("spring")',
      'references("peru-country", "none")',
      '_type == null',
      '"sheet" == _type',
      'slug.current in ["peru", "bolivia"]',
      '_type in $types && _id != "peru"',
    ]
    for (const perspective of [['raw'], ['published'], ['drafts'], ['spring']]) {
      const all = await client.fetch<{ _id: string }[]>('*', {}, { perspective })
      for (const filter of filters) {
        const params = { types: ['sheet'], all }
        const narrowed = await client.fetch(`*[${filter}]`, params, { perspective })
        const scanned = await client.fetch(`$all[${filter}]`, params, { perspective })
        expect([perspective, filter, narrowed]).toEqual([perspective, filter, scanned])
      }
    }
  })

  it('A perspective shows each document once: published, drafts over it, and releases over those', async () => {
    const titles = async (perspective: 'published' | 'drafts' | string[]) =>
      client.fetch('*[_type == "sheet"] | order(_id){_id, _originalId, title}', {}, { perspective })
    expect(await titles('published')).toEqual([
      { _id: 'chile', _originalId: null, title: 'Chile' },
      { _id: 'peru', _originalId: null, title: 'Peru' },
    ])
    expect(await titles('drafts')).toEqual([
      { _id: 'bolivia', _originalId: 'drafts.bolivia', title: 'Bolivia' },
      { _id: 'chile', _originalId: 'drafts.chile', title: 'Chile, drafted' },
      { _id: 'peru', _originalId: 'peru', title: 'Peru' },
    ])
    expect(await titles(['spring', 'drafts'])).toEqual([
      { _id: 'bolivia', _originalId: 'drafts.bolivia', title: 'Bolivia' },
      { _id: 'peru', _originalId: 'versions.spring.peru', title: 'Peru in spring' },
    ])
    expect(await client.fetch('*[slug.current == "chile"]._id', {}, { perspective: 'drafts' })).toEqual([])
    expect(await client.fetch('releases::all()[].name', {}, { perspective: 'raw' })).toEqual(['spring'])
  })

  it('Without a perspective the newer API means published, the older raw', async () => {
    expect(await client.fetch('count(*[_type == "sheet"])')).toBe(2)
    expect(await lake.client('editor', '2024-01-01').fetch('count(*[_type == "sheet"])')).toBe(6)
  })

  it('A stranger sees published documents alone, whatever they ask', async () => {
    const stranger = lake.client()
    expect(await stranger.fetch('*[_type == "sheet"]._id | order(@)')).toEqual(['chile', 'peru'])
    expect(await stranger.fetch('*[_type in ["sheet", "system.release"]]._id', {}, { perspective: 'raw' })).toEqual(['chile', 'peru'])
    expect(await stranger.fetch('*[_id == "drafts.chile"]', {}, { perspective: 'raw' })).toEqual([])
    await expect(stranger.fetch('*', {}, { perspective: 'drafts' })).rejects.toMatchObject({ statusCode: 401 })
    await expect(lake.client('reader').fetch('*', {}, { perspective: 'drafts' })).rejects.toMatchObject({ statusCode: 401 })
  })

  it('A long query is answered by POST like a short one by GET', async () => {
    const padding = `// ${'x'.repeat(20_000)}\n`
    expect(await client.fetch(`${padding}*[_id == $id][0].title`, { id: 'peru' })).toBe('Peru')
  })

  it('A query that is wrong is refused with 400, where it is wrong, and the query', async () => {
    const wrong = [
      '*[',
      'nothing::such()',
      '*[_type == $missing]',
      '*[0...$n]',
      '',
      `${'('.repeat(5000)}1${')'.repeat(5000)}`,
      '*[title match geo::distance(1)]',
    ]
    for (const query of wrong) {
      const response = await lake.fetch(`/v2025-02-19/data/query/production?query=${encodeURIComponent(query)}`)
      expect([query.slice(0, 20), response.status]).toEqual([query.slice(0, 20), 400])
      expect(await response.json()).toMatchObject({
        error: { type: 'queryParseError', description: expect.any(String), start: expect.any(Number), end: expect.any(Number) },
      })
    }
    for (const address of [
      'query=*&$x=notjson',
      'query=*&perspective=a%20b',
      'query=*&perspective=raw,drafts',
      'query=*&returnQuery=perhaps',
    ]) {
      expect([address, (await lake.fetch(`/v2025-02-19/data/query/production?${address}`, {}, 'editor')).status]).toEqual([address, 400])
    }
    expect((await lake.fetch('/v2025-02-19/data/query/other?query=*')).status).toBe(404)
    const post = { method: 'POST', headers: { origin: 'http://lake.test', 'content-type': 'application/json' } }
    for (const body of ['{', '[]', '{"query": 7}', '{"query": "*", "params": []}']) {
      expect([body, (await lake.fetch('/v2025-02-19/data/query/production', { ...post, body }, 'editor')).status]).toEqual([body, 400])
    }
  })

  it('Subqueries within subqueries, and patterns full of wildcards, are answered at once', async () => {
    const nested = (depth: number): string => (depth === 0 ? 'true' : `count(*[${nested(depth - 1)}]) > 0`)
    expect(await client.fetch(`count(*[${nested(12)}])`)).toBe(await client.fetch('count(*)'))
    const patterns = [
      '"aaaa" match "*a*a*a*a*b"',
      `"${'a'.repeat(50_000)}" match "*${'a*'.repeat(400)}b"`,
      '"aaaa" match array::join(["a", "b"], "*")',
      '_id in path("**.**.**.**.x")',
    ]
    for (const pattern of patterns) expect([pattern, await client.fetch(`*[${pattern}]`)]).toEqual([pattern, []])
  })

  it('Parameters named after what every object has are just parameters', async () => {
    expect(await client.fetch('$constructor + $toString', { constructor: 'a', toString: 'b' })).toBe('ab')
    expect(await client.fetch('[identity(), $identity]')).toEqual(['editor', 'editor'])
    await expect(client.fetch('$valueOf')).rejects.toMatchObject({ statusCode: 400 })
  })

  it('Documents are given by their ids, and what is missing or private is said to be omitted', async () => {
    const address = '/v2025-02-19/data/doc/production/peru,drafts.chile,none'
    const seen = await (await lake.fetch(address, {}, 'viewer')).json()
    expect(seen).toMatchObject({
      documents: expect.arrayContaining([expect.objectContaining({ _id: 'peru' }), expect.objectContaining({ _id: 'drafts.chile' })]),
      omitted: [{ id: 'none', reason: 'existence' }],
    })
    const stranger = (await (await lake.fetch(address)).json()) as { documents: unknown[]; omitted: unknown }
    expect(stranger).toMatchObject({
      documents: [{ _id: 'peru' }],
      omitted: expect.arrayContaining([{ id: 'drafts.chile', reason: 'permission' }]),
    })
    expect(await client.getDocuments(['chile', 'none', 'peru'])).toMatchObject([{ _id: 'chile' }, null, { _id: 'peru' }])
  })

  it('An export is every document once, one a line, in the order of ids', async () => {
    const lines = async (name?: 'editor') =>
      (await (await lake.fetch('/v2025-02-19/data/export/production', {}, name)).text())
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { _id: string })._id)
    expect(await lines('editor')).toEqual([
      '_.releases.spring',
      'chile',
      'drafts.bolivia',
      'drafts.chile',
      'peru',
      'peru-country',
      'versions.spring.chile',
      'versions.spring.peru',
    ])
    expect(await lines()).toEqual(['chile', 'peru', 'peru-country'])
  })
})
