import type { ListenEvent } from '@sanity/client'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { keepRole } from '#lib/content-lake/people/custom-roles.ts'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'
import { documents, ids, news, reads, role, type Asker } from '#tests/support/roles.ts'

describe('what may not be read changes no answer', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake()
    await keepRole(lake.pool, role)
    await lake.client('administrator').datasets.create('private', { aclMode: 'private' })
    for (const dataset of ['production', 'private']) {
      const client = lake.client('editor').withConfig({ dataset })
      await client.create({
        _id: 'news-1',
        ...news,
        title: 'open',
        to: ids.map((_ref) => ({ _key: _ref.replaceAll('.', '-'), _type: 'reference', _weak: true, _ref })),
      })
    }
  })
  afterAll(() => lake.close())

  const queries = [
    '*',
    'count(*)',
    '*[title match "sec*"]',
    '*[_type == "post"] | order(title desc)[0...3]',
    '*[_id == "news-1"]{title, "followed": to[]->{_id, title}, "back": *[references(^._id)]._id}',
    '*[_type == "note" || section == "sport"]{_id, title}',
    'releases::all()',
    '*[sanity::versionOf("news-1")]._id',
    '*[_id in path("drafts.**")]',
    '*[title == "secret 1"][0]',
  ]
  const perspectives = ['raw', 'published', 'drafts', 'rNext,drafts']
  const restricted: readonly (readonly [Asker, string])[] = [
    [null, 'production'],
    [null, 'private'],
    ['reader', 'private'],
    ['newsroom', 'production'],
    ['newsroom', 'private'],
  ]

  async function answers(who: Asker, dataset: string): Promise<Record<string, string>> {
    const found: Record<string, string> = {}
    const paths = [
      ...queries.flatMap((query) =>
        perspectives.map(
          (perspective) =>
            `/v2025-02-19/data/query/${dataset}?perspective=${perspective}&resultSourceMap=true&query=${encodeURIComponent(query)}`,
        ),
      ),
      `/v1/data/doc/${dataset}/${ids.join()}`,
      `/v1/data/export/${dataset}`,
      `/v1/data/references/${dataset}/documents/news-1/to`,
      `/v1/data/history/${dataset}/transactions/${ids.join()}?effectFormat=mendoza`,
      `/v1/data/history/${dataset}/documents/${ids.join()}?lastRevision=true`,
      `/v1/data/history/${dataset}/events/documents/${ids.join()}`,
      `/v1/data/history/${dataset}/events/releases/rNext`,
      '/v1/projects/local/new-content-release-allowed',
    ]
    for (const path of paths) {
      const response = await lake.fetch(path, {}, who ?? undefined)
      found[path] = `${response.status} ${(await response.text()).replace(/"ms":\d+/, '')}`
    }
    const mutations = [
      { patch: { query: '*', set: { seen: true } } },
      { delete: { query: '*[title match "secret*"]' } },
      ...ids.flatMap((id) => [{ patch: { id, set: { title: 'x' } } }, { delete: { id } }]),
    ]
    for (const mutation of mutations) {
      const body = JSON.stringify({ mutations: [mutation], transactionId: 'probe' })
      const init = { method: 'POST', body, headers: { origin: ORIGIN, 'content-type': 'application/json' } }
      const response = await lake.fetch(`/v1/data/mutate/${dataset}?dryRun=true&returnDocuments=true`, init, who ?? undefined)
      found[body] = `${response.status} ${(await response.text()).replaceAll(/"_updatedAt":"[^"]*"/g, '')}`
    }
    return found
  }

  const hiddenFrom = (who: Asker, dataset: string): string[] =>
    ids.filter((id) => !reads(who, dataset === 'private' ? 'private' : 'public', id) && id !== '_.releases.rNext')

  it.each(restricted)('to %s in %s', async (who, dataset) => {
    const hidden = hiddenFrom(who, dataset)
    const client = lake.client('editor').withConfig({ dataset })
    const isListening = !(dataset === 'private' && who !== 'newsroom')
    const listener = lake.client(who ?? undefined).withConfig({ dataset })
    const heard = new Heard<ListenEvent<Record<string, unknown>>>(
      listener.listen('*', {}, { events: ['welcome', 'mutation'], includeAllVersions: true }),
    )
    onTestFinished(() => heard.stop())
    if (isListening) await heard.first((event) => event.type === 'welcome')
    const before = await answers(who, dataset)
    const change = fc.record({ id: fc.constantFrom(...hidden), title: fc.constantFrom('secret 1', 'secret 2', 'open'), goes: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        for (const { id, title, goes } of changes)
          if (goes) await client.delete(id)
          else
            await client.createOrReplace({
              _id: id,
              ...documents[id],
              _type: documents[id]?._type ?? 'note',
              title,
              to: { _type: 'reference', _weak: true, _ref: 'news-1' },
            })
        expect(await answers(who, dataset)).toEqual(before)
      }),
      { numRuns: 6, seed: 4 },
    )
    expect(heard.all.filter((event) => event.type === 'mutation')).toEqual([])
  })
})
