import { createClient, type ContentSourceMap, type SanityClient } from '@sanity/client'
import { resolveEditInfo, resolveMapping } from '@sanity/client/csm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'

describe('resultSourceMap', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
    await client.mutate<Record<string, unknown>>([
      { create: { _id: 'peru-country', _type: 'country', name: 'Peru' } },
      {
        create: {
          _id: 'drafts.peru',
          _type: 'sheet',
          title: 'Title',
          slug: { current: 'peru' },
          country: { _ref: 'peru-country' },
          sections: [
            {
              _key: 's1',
              heading: 'One',
              body: [{ _key: 'b1', _type: 'block', children: [{ _key: 'c1', _type: 'span', text: 'Words' }] }],
            },
          ],
          tags: ['first', 'second'],
        },
      },
    ])
  })
  afterAll(() => lake.close())

  /** Where the client's own resolver says that the value at `path` of the answer comes from. */
  async function origin(query: string, path: (string | number)[]): Promise<string | undefined> {
    const { result: _, resultSourceMap: map } = await client.fetch<unknown>(
      query,
      {},
      { perspective: 'drafts', resultSourceMap: true, filterResponse: false },
    )
    const found = resolveMapping(path, map)
    const source = found?.mapping.source
    if (source?.type !== 'documentValue') return undefined
    return `${map?.documents[source.document]?._id ?? ''} ${map?.paths[source.path] ?? ''}`
  }

  it('Whole documents, fields under other names, splats, references, coalesce, select and elements are mapped', async () => {
    expect(await origin('*[_type == "sheet"][0]', ['title'])).toBe(`drafts.peru $['title']`)
    expect(await origin('*[_type == "sheet"][0]{"name": title}', ['name'])).toBe(`drafts.peru $['title']`)
    expect(await origin('*[_type == "sheet"]{..., "x": 1}', [0, 'slug', 'current'])).toBe(`drafts.peru $['slug']['current']`)
    expect(await origin('*[_type == "sheet"][0]{"country": country->name}', ['country'])).toBe(`peru-country $['name']`)
    expect(await origin('*[_type == "sheet"][0]{country->{name}}', ['country', 'name'])).toBe(`peru-country $['name']`)
    expect(await origin('*[_type == "sheet"][0]{"t": coalesce(missing, title)}', ['t'])).toBe(`drafts.peru $['title']`)
    expect(await origin('*[_type == "sheet"][0]{"t": select(title == "x" => slug.current, title)}', ['t'])).toBe(`drafts.peru $['title']`)
    expect(await origin('*[_type == "sheet"][0]{"t": tags[-1]}', ['t'])).toBe(`drafts.peru $['tags'][1]`)
    expect(await origin('*[_type == "sheet"] | order(title)[0...1]{sections[]{heading}}', [0, 'sections', 0, 'heading'])).toBe(
      `drafts.peru $['sections'][?(@._key=='s1')]['heading']`,
    )
    expect(await origin('{"a": *[_type == "sheet"].title}', ['a', 0])).toBe(`drafts.peru $['title']`)
    expect(await origin('*[_type == "sheet"][0]{"t": title + "!"}', ['t'])).toBeUndefined()
  })

  it('Portable Text is mapped to its words by key, and the Studio’s resolver makes an edit address of it', async () => {
    const query = '*[_type == "sheet"][0]{sections[]{body}}'
    const { resultSourceMap } = await client.fetch<unknown>(
      query,
      {},
      { perspective: 'drafts', resultSourceMap: true, filterResponse: false },
    )
    const info = resolveEditInfo({
      resultPath: ['sections', 0, 'body', 0, 'children', 0, 'text'],
      resultSourceMap: resultSourceMap as ContentSourceMap,
      studioUrl: '/studio',
    })
    expect(info).toMatchObject({
      id: 'drafts.peru',
      type: 'sheet',
      path: ['sections', { _key: 's1' }, 'body', { _key: 'b1' }, 'children', { _key: 'c1' }, 'text'],
    })
  })

  it('A client with stega gets text with its origin inside', async () => {
    const stega = createClient({
      ...client.config(),
      perspective: 'drafts',
      stega: { enabled: true, studioUrl: '/studio' },
      apiHost: `${ORIGIN}/lake`,
    })
    const { title } = await stega.fetch<{ title: string }>('*[_type == "sheet"][0]{title}')
    expect(title).toMatch(/^Title\P{ASCII}+$/u)
  })
})
