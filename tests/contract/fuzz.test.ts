import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, startLake, type TestLake } from '#tests/support/lake.ts'

const odd = fc.constantFrom(
  '',
  ' ',
  '.',
  '..',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'drafts.',
  'versions.',
  'versions.r.a',
  '_.releases.r',
  'a',
  'drafts.a',
  'b',
  '*',
  '*[_id == "a"]',
  '*[',
  '"',
  '$x',
  'a[0]',
  'a[_key=="k"].b',
  'a..b',
  'a[-1]',
  '[0]',
  "['x']",
  'list[0:2]',
  '\u0000',
  '\uD800',
  '𐀀',
  'x'.repeat(3000),
  'true',
  '-1',
  '1e999',
  '2001-01-01T00:00:00Z',
  'raw',
  'drafts',
  'mendoza',
  '%',
  'null',
  '{}',
)
const json = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    odd,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(odd, fc.constantFrom('_id', '_type', '_rev', '_ref', '_key', 'a', 'list', 'id', 'query', 'params')),
      tie('any'),
      { maxKeys: 4 },
    ),
  ),
})).any
const patch = fc.record(
  {
    id: odd,
    query: odd,
    ifRevisionID: odd,
    set: fc.dictionary(odd, json),
    setIfMissing: fc.dictionary(odd, json),
    unset: fc.array(odd, { maxLength: 3 }),
    inc: fc.dictionary(odd, fc.double()),
    dec: fc.dictionary(odd, fc.integer()),
    diffMatchPatch: fc.dictionary(odd, fc.oneof(odd, fc.constant('@@ -1,2 +1,3 @@\n ab\n+c\n'))),
    insert: fc.oneof(
      fc.record({ before: odd, items: fc.array(json) }),
      fc.record({ after: odd, items: fc.array(json) }),
      fc.record({ replace: odd, items: fc.array(json) }),
      json,
    ),
  },
  { requiredKeys: [] },
)
const document = fc.record({ _id: odd, _type: odd, list: json, slug: json, to: json }, { requiredKeys: ['_type'] })
const mutation = fc.oneof(
  fc.record({ create: document }),
  fc.record({ createOrReplace: document }),
  fc.record({ createIfNotExists: document }),
  fc.record({ delete: fc.record({ id: fc.oneof(odd, fc.array(odd)), query: odd, purge: fc.boolean() }, { requiredKeys: [] }) }),
  fc.record({ patch }),
  json,
)
const action = fc.oneof(
  json,
  fc.record(
    {
      actionType: fc.constantFrom(
        ...[
          'create',
          'edit',
          'publish',
          'unpublish',
          'delete',
          'discard',
          'replaceDraft',
          'version.create',
          'version.discard',
          'version.replace',
          'version.unpublish',
        ].map((name) => `sanity.action.document.${name}`),
        ...['create', 'edit', 'publish', 'schedule', 'unschedule', 'archive', 'unarchive', 'delete', 'import'].map(
          (name) => `sanity.action.release.${name}`,
        ),
      ),
      publishedId: odd,
      draftId: odd,
      versionId: odd,
      baseId: odd,
      releaseId: odd,
      publishAt: odd,
      attributes: document,
      document,
      patch,
      metadata: json,
      includeDrafts: fc.array(odd, { maxLength: 2 }),
      purge: fc.boolean(),
      ifExists: fc.constantFrom('fail', 'ignore', 'replace'),
    },
    { requiredKeys: ['actionType'] },
  ),
)
const hook = fc.record(
  {
    name: odd,
    description: odd,
    dataset: fc.oneof(odd, fc.constant('production')),
    url: fc.oneof(odd, fc.constant('https://hook.test/')),
    httpMethod: fc.oneof(odd, fc.constant('PUT')),
    headers: fc.oneof(json, fc.dictionary(odd, odd, { maxKeys: 2 })),
    secret: odd,
    apiVersion: odd,
    rule: fc.oneof(json, fc.record({ on: fc.constant(['update']), filter: odd, projection: odd }, { requiredKeys: ['on'] })),
  },
  { requiredKeys: ['name', 'url', 'dataset', 'rule'] },
)
const parameter = fc.constantFrom(
  'query',
  '$x',
  'perspective',
  'revision',
  'time',
  'limit',
  'nextCursor',
  'fromTransaction',
  'toTime',
  'authors',
  'effectFormat',
  'visibility',
  'includeDrafts',
  'lastRevision',
  'returnQuery',
  'resultSourceMap',
  'types',
  'dryRun',
)
const address = fc.constantFrom(
  'query/production',
  'doc/production/{}',
  'listen/production',
  'live/events/production',
  'history/production/documents/{}',
  'history/production/transactions/{}',
  'history/production/events/documents/{}',
  'history/production/events/releases/{}',
  'export/production',
  'references/production/documents/{}/to',
  'query/{}',
  '{}/production',
  'hooks/projects/{}',
  'hooks/projects/local/{}',
  'hooks/projects/local/{}/messages',
  'hooks/projects/local/attempts/{}',
)

describe('bad input', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake({ sendOutward: async () => ({ status: 200, body: '' }) })
  })
  afterAll(() => lake.close())

  /** What is wrong with the answer, which must be a success or say in its endpoint's shape what was wrong; null if nothing is. */
  async function flawOf(path: string, init: RequestInit = {}): Promise<string | null> {
    const headers = { origin: ORIGIN, 'content-type': 'application/json' }
    const response = await lake.fetch(
      `/v2025-02-19/${path.startsWith('hooks/') ? '' : 'data/'}${path}`,
      { ...init, headers },
      'administrator',
    )
    const asked = `${path} ${typeof init.body === 'string' ? init.body : ''}`
    if (response.status >= 500) return `${response.status} to ${asked}`
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      await response.body?.cancel()
      return null
    }
    const text = await response.text()
    return response.status >= 400 && !text.includes('"error"') ? `${response.status} without an error to ${asked}` : null
  }

  const runs = { numRuns: 400, seed: 20_261_123 }

  const write = async (endpoint: string, body: object): Promise<void> => {
    expect(await flawOf(endpoint, { method: 'POST', body: JSON.stringify(body) })).toBeNull()
  }

  it('No mutation makes the lake fail', async () => {
    const property = fc.asyncProperty(fc.array(mutation, { maxLength: 4 }), (mutations) =>
      write('mutate/production?autoGenerateArrayKeys=true&returnDocuments=true', { mutations }),
    )
    expect(await fc.check(property, runs)).toMatchObject({ failed: false })
  })

  it('No webhook makes the lake fail, and what is told is told', async () => {
    const property = fc.asyncProperty(fc.oneof(json, hook), (body) => write('hooks/projects/local', body as object))
    expect(await fc.check(property, { ...runs, numRuns: 200 })).toMatchObject({ failed: false })
    await write('mutate/production', { mutations: [{ createOrReplace: { _id: 'told', _type: 'told' } }] })
  })

  it('No action makes the lake fail', async () => {
    const property = fc.asyncProperty(fc.array(action, { maxLength: 3 }), fc.boolean(), (actions, dryRun) =>
      write('actions/production', { actions, dryRun }),
    )
    expect(await fc.check(property, runs)).toMatchObject({ failed: false })
  })

  it('No address makes the lake fail', async () => {
    const property = fc.asyncProperty(address, odd, fc.array(fc.tuple(parameter, odd), { maxLength: 4 }), async (path, id, parameters) => {
      const search = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`).join('&')
      expect(await flawOf(`${path.replace('{}', encodeURIComponent(id.toWellFormed()))}?${search}`)).toBeNull()
    })
    expect(await fc.check(property, runs)).toMatchObject({ failed: false })
    for (const wrong of ['doc/production/%', 'doc/production/%FF', 'doc/production/%00', 'query/production?query=%FF']) {
      expect(await flawOf(wrong)).toBeNull()
    }
  })

  it('What was kept of all that is still readable', async () => {
    const client = lake.client('administrator')
    const all = await client.fetch<{ _id: string }[]>('*', {}, { perspective: 'raw' })
    expect(all.length).toBeGreaterThan(0)
    for (const { _id } of all) expect(await client.getDocument(_id)).toMatchObject({ _id })
    expect(await client.fetch('count(*[title match "a*" || references("b")])')).toBeTypeOf('number')
  })
})
