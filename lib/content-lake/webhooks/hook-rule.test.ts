import fc from 'fast-check'
import { evaluate, parse } from 'groq-js'
import { afterAll, expect, test } from 'vitest'
import { QueryWorkers } from '../query/query-workers.ts'
import type { Source } from '../store.ts'
import type { Document } from '../wire.ts'
import { compileRule, type Delta, operationOf, type RuleSurroundings } from './hook-rule.ts'

const workers = new QueryWorkers()
afterAll(() => workers.close())

const document = (content: object): Document => ({ _id: 'd', _type: 'post', _rev: 'r', _createdAt: '', _updatedAt: '', ...content })
const friend = document({ _id: 'friend', title: 'Ann' })
const source: Source = { candidates: async () => [], byId: async (ids) => (ids.includes('friend') ? [friend] : []) }
const surroundings: RuleSurroundings = { projectId: 'local', dataset: 'production', workers, source }

/** What one rule tells of `delta`, as values. */
async function told(delta: Delta, filter: string | null, projection: string | null = null): Promise<unknown> {
  const json = await compileRule({ on: ['create', 'update', 'delete'], filter, projection })(delta, surroundings)
  return json === undefined ? undefined : JSON.parse(json)
}

const FILTERS = [
  'title == "a"',
  'before().title != after().title',
  'delta::operation() == "update"',
  'delta::operation() in ["create", "delete"] && defined(after())',
  'delta::changedAny(title)',
  'delta::changedAny((title, list))',
  'delta::changedAny(list)',
  'delta::changedOnly(title)',
  'delta::changedOnly((title, to))',
  'diff::changedAny(before(), after(), list[_key == "k"].n)',
  'diff::changedOnly(before(), after(), (title, list[n > 0]))',
  'diff::changedAny(before(), after(), list)',
  'references("friend")',
  'to->title == "Ann"',
  '!(count(list) > count(before().list))',
  'select(defined(before()) => before().title, "none") in ["none", "a"]',
]
const PROJECTIONS = [
  '{_id, title, "was": before().title, "is": after().title, "what": delta::operation()}',
  '{..., "n": list[].n, "to": to->{title}, "changed": delta::changedAny(title)}',
  '{"outer": list[]{"whole": ^._id, n}, "count": count(list[defined(n)])}',
  'title',
  '{"both": [before(), after()]}',
]

const element = fc.record(
  { _key: fc.constantFrom('k', 'l'), n: fc.integer({ min: 0, max: 2 }) },
  { requiredKeys: ['_key'], noNullPrototype: true },
)
const state = fc
  .record(
    {
      title: fc.constantFrom('a', 'b', 1, null),
      list: fc.array(element, { maxLength: 3 }),
      to: fc.constantFrom('friend', 'nobody').map((_ref) => ({ _type: 'reference', _ref })),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map(document)
const deltas = fc.tuple(fc.option(state), fc.option(state)).filter(([before, after]) => before !== null || after !== null)

test('A rule tells of any change what groq-js tells, in filters and in projections', async () => {
  await fc.assert(
    fc.asyncProperty(deltas, fc.constantFrom(...FILTERS, ...PROJECTIONS), async ([before, after], text) => {
      const tree = parse(text.startsWith('{') ? `@${text}` : text, { mode: 'delta' })
      const root = after ?? before
      const dereference = async ({ _ref }: { _ref: string }): Promise<unknown> => (_ref === 'friend' ? friend : null)
      const value = await evaluate(tree, { before, after, root, dataset: [], dereference })
      const wanted: unknown = (await value.get()) ?? null
      expect(await told({ before, after }, null, text)).toEqual(wanted)
      expect(await told({ before, after }, text)).toEqual(wanted === true ? root : undefined)
    }),
    { numRuns: 2000, seed: 4 },
  )
})

test.each(['delta::changedAny', 'delta::changedOnly'])(
  '%s takes every selector that diff:: takes, which groq-js does not',
  async (call) => {
    const of = (n: number, m: number) => document({ list: [{ _key: 'k', n }], deep: { list: [{ m }] } })
    const said = async (selector: string): Promise<boolean> =>
      (await told({ before: of(1, 1), after: of(2, 1) }, `${call}(${selector})`)) !== undefined
    expect(await said('list[].n')).toBe(true)
    expect(await said('(title, list[_key == "k"].n)')).toBe(true)
    expect(await said('anywhere(_key == "k").n')).toBe(true)
    expect(await said('deep.list[].m')).toBe(false)
    const after = document({ title: 'delta::changedAny(' })
    expect(await told({ before: null, after }, 'title == "delta::changedAny("', '{title}')).toEqual({ title: 'delta::changedAny(' })
  },
)

test('Geography is understood, of both states', async () => {
  const area = (east: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [east, 0],
        [east, 9],
        [0, 9],
        [0, 0],
      ],
    ],
  })
  const delta = { before: document({ area: area(1) }), after: document({ area: area(9) }) }
  const filter = 'geo::contains(area, geo::latLng(5, 5)) && !geo::contains(before().area, geo::latLng(5, 5))'
  expect(await told(delta, filter, '{"at": geo({"lat": 1, "lng": 2})}')).toEqual({ at: { type: 'Point', coordinates: [2, 1] } })
  expect(await told({ before: delta.after, after: delta.before }, filter)).toBeUndefined()
})

test('A rule that takes long is evaluated in a worker and told all the same, one that takes too long fails', async () => {
  const list = Array.from({ length: 1000 }, (_, n) => n)
  const delta = { before: null, after: document({ list }) }
  let ticks = 0
  const timer = setInterval(() => (ticks += 1), 1)
  expect(await told(delta, 'count(list[count(^.list[@ > ^]) >= 0]) == 1000', '{_id}')).toEqual({ _id: 'd' })
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(5)
  const heavy = 'count(list[count(^.list[count(^.^.list[@ > ^]) >= 0]) >= 0]) > 0'
  await expect(told(delta, heavy)).rejects.toThrow('It takes longer than 5 s')
}, 20_000)

test.each([
  ['title ==', 'Syntax error'],
  ['count(*) > 1', 'about one document'],
  ['releases::all()', 'about one document'],
  ['$title == "a"', 'parameter $title'],
  ['text::semanticSimilarity("a")', 'semanticSimilarity'],
  [`${'('.repeat(100)}1${')'.repeat(100)}`, 'nests deeper'],
])('The filter %s is refused with a sentence', (filter, said) => {
  expect(() => compileRule({ on: ['create'], filter })).toThrow(said)
})

test('What happened is told by the states there are', () => {
  expect([operationOf({ before: null, after: friend }), operationOf({ before: friend, after: friend })]).toEqual(['create', 'update'])
  expect(operationOf({ before: friend, after: null })).toBe('delete')
})
