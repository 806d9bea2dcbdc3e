import { expect, test } from 'vitest'
import { planOf } from './query-plan.ts'

const params = { id: 'a', types: ['x', 'y'], query: 'red foxy* a*', raw: 'red' }
const rootOf = (query: string) => planOf(query, params, 'me').roots[0]
const words = {
  kind: 'words',
  words: [
    { word: 'RED', prefix: false },
    { word: 'FOXY', prefix: true },
  ],
}

test.each([
  ['*[a.b == "x"]', { kind: 'equals', path: 'a.b', keys: ['sx'] }],
  [
    '*[a == 1 || a == "1"]',
    {
      kind: 'or',
      parts: [
        { kind: 'equals', path: 'a', keys: ['nbff0000000000000'] },
        { kind: 'equals', path: 'a', keys: ['s1'] },
      ],
    },
  ],
  ['*[$id in people[].ref._ref]', { kind: 'equals', path: 'people[].ref._ref', keys: ['sa'] }],
  ['*["x" in tags]', { kind: 'equals', path: 'tags[]', keys: ['sx'] }],
  ['*[a > "x"]', { kind: 'range', path: 'a', from: { key: 'sx', inclusive: false }, to: { key: 't', inclusive: false } }],
  ['*["b" >= a]', { kind: 'range', path: 'a', from: { key: 's', inclusive: true }, to: { key: 'sb', inclusive: true } }],
  ['*[a in "b"..."d"]', { kind: 'range', path: 'a', from: { key: 'sb', inclusive: true }, to: { key: 'sd', inclusive: false } }],
  ['*[defined(a.b)]', { kind: 'present', path: 'a.b' }],
  ['*[a == null]', { kind: 'not', part: { kind: 'present', path: 'a' } }],
  ['*[!(_id in path("drafts.**"))]', { kind: 'not', part: { kind: 'prefix', prefix: 'drafts.' } }],
  ['*[[title, pt::text(body)] match "red foxy* a*"]', words],
  ['*[[@, _id] match text::query($query)]', words],
  // Nothing can be demanded where values are made from others, or stand in other documents.
  ['*[ref->a == "x"]', { kind: 'any' }],
  ['*[lower(a) == "x"]', { kind: 'any' }],
  ['*[a + b match "x"]', { kind: 'any' }],
  ['*[!(a > 1)]', { kind: 'any' }],
  ['*[title match "*end"]', { kind: 'any' }],
])('%s demands what it says, and no more', (query, condition) => {
  expect(rootOf(query)?.condition).toEqual(condition)
})

test("The Studio's own search demands its words, though they stand in what it scores by", () => {
  const query = `*[_type in $types] | score(boost(_type in ["x"] && title match text::query($query), 10),
    ([@, _id] match text::query($query) || references($raw)))[_score > 0]{_id} | order(_score desc)[0...10]`
  const root = rootOf(query)
  expect(root?.condition).toEqual({
    kind: 'and',
    parts: [
      { kind: 'types', types: ['x', 'y'] },
      {
        kind: 'or',
        parts: [
          {
            kind: 'or',
            parts: [
              { kind: 'present', path: '_score' },
              { kind: 'and', parts: [{ kind: 'types', types: ['x'] }, words] },
            ],
          },
          { kind: 'or', parts: [words, { kind: 'refersTo', ids: ['red'] }] },
        ],
      },
    ],
  })
  expect(root?.excerpt).toBeNull()
})

test.each([
  ['*[_type == "x"] | order(a desc, b)[0...20]', { kind: 'first', upTo: 20, order: { path: 'a', descending: true, further: true } }],
  ['*[_type == "x"] | order(n.a){b}[2..4]', { kind: 'first', upTo: 5, order: { path: 'n.a', descending: false, further: false } }],
  ['*[_type == "x"][0]', { kind: 'first', upTo: 1, order: null }],
  ['count(*[_type == "x" && a > 1])', { kind: 'count' }],
  // Not all that is asked for is known to be met, or it is not the beginning that is asked for.
  ['*[_type == "x" && a match "b"] | order(a)[0...20]', null],
  ['*[_type == "x"] | order(a)[b == 1][0...20]', null],
  ['*[_type == "x"] | order(lower(a))[0...20]', null],
  ['*[_type == "x"] | order(a)[-3..-1]', null],
  ['*[_type == "x"] | order(a)', null],
])('%s needs no more than that', (query, excerpt) => {
  expect(rootOf(query)?.excerpt).toEqual(excerpt)
})

test('What is scored may hold one word of a pattern alone', () => {
  const one = { kind: 'words', words: [{ word: 'RED', prefix: false }] }
  const other = { kind: 'words', words: [{ word: 'FOXY', prefix: true }] }
  expect(rootOf('* | score(boost(title match "red foxy*", 2))[_score > 0]')?.condition).toEqual({
    kind: 'or',
    parts: [
      { kind: 'present', path: '_score' },
      { kind: 'or', parts: [one, other] },
    ],
  })
  expect(rootOf('* | score(title match "red *end")[_score > 0]')?.condition).toEqual({ kind: 'any' })
})
