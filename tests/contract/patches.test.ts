import { makePatches, stringifyPatches } from '@sanity/diff-match-patch'
import { Mutation } from '@sanity/mutator'
import type { MutationEvent, SanityClient, WelcomeEvent } from '@sanity/client'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyEffect } from '#tests/support/effects.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { Heard } from '#tests/support/listening.ts'

type Content = Record<string, unknown>

const words = ['', 'Peru', 'Perú', 'ab👍cd', 'ab👎cd', '👩‍👩‍👧 in the sun', 'line\nbreak', 'a "quoted" word', '𝒳 and é']
const text = fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 8 }))
const word = text.map((value) => value.replaceAll('\0', '')).filter((value) => value.isWellFormed())
const number = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(0.5, -2.25, 1e21))
const key = fc.constantFrom('k0', 'k1', 'k2', 'k3')
const field = fc.constantFrom('a', 'b', 'text', 'list', 'numbers', 'inner')
const scalar = fc.oneof(word, number, fc.boolean(), fc.constant(null))

const item = fc.record({ _key: key, text: word, n: number, list: fc.array(scalar, { maxLength: 3 }) }, { requiredKeys: ['_key'] })
const inner = fc.record({ a: scalar, text: word, list: fc.array(item, { maxLength: 3 }), 'odd name': word }, { requiredKeys: [] })
const content: fc.Arbitrary<Content> = fc.record(
  {
    a: scalar,
    b: fc.oneof(scalar, inner),
    text: word,
    list: fc.array(item, { maxLength: 5 }),
    numbers: fc.array(number, { maxLength: 5 }),
    inner,
  },
  { requiredKeys: ['text'] },
)
const value = fc.oneof(scalar, item, inner, fc.array(scalar, { maxLength: 3 }), fc.array(item, { maxLength: 3 }))

const index = fc.integer({ min: -6, max: 6 }).map(String)
const range = fc.tuple(fc.constantFrom('', '0', '1', '-2'), fc.constantFrom('2', '-1', '4')).map(([from, to]) => `${from}:${to}`)
const constraint = fc.oneof(
  key.map((name) => `_key=="${name}"`),
  fc.tuple(fc.constantFrom('<', '>', '=='), fc.integer({ min: -5, max: 5 })).map(([operator, n]) => `n${operator}${n}`),
  fc.constant('text?'),
)
const selector = fc
  .oneof(
    index,
    range,
    constraint,
    fc.tuple(constraint, index).map(([one, other]) => `${one},${other}`),
  )
  .map((inside) => `[${inside}]`)
const step = fc.oneof(
  field.map((name) => `.${name}`),
  selector,
  fc.constant("['odd name']"),
)
const path = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(field, fc.array(step, { maxLength: 3 })).map(([first, rest]) => [first, ...rest].join('')) },
  { weight: 1, arbitrary: field.map((name) => `..${name}`) },
)
const place = fc.oneof(
  fc.tuple(fc.constantFrom('list', 'numbers', 'inner.list', 'b'), selector).map((parts) => parts.join('')),
  path,
)
const diff = fc.tuple(word, word).map(([from, to]) => stringifyPatches(makePatches(from, to)))

const patch = fc.record(
  {
    set: fc.dictionary(path, value, { maxKeys: 2, noNullPrototype: true }),
    setIfMissing: fc.dictionary(path, value, { maxKeys: 2, noNullPrototype: true }),
    unset: fc.array(path, { maxLength: 2 }),
    inc: fc.dictionary(path, number, { maxKeys: 1, noNullPrototype: true }),
    dec: fc.dictionary(path, number, { maxKeys: 1, noNullPrototype: true }),
    diffMatchPatch: fc.dictionary(fc.constantFrom('text', 'inner.text', 'list[0].text', 'list[text?].text'), diff, {
      maxKeys: 1,
      noNullPrototype: true,
    }),
    insert: fc.oneof(
      fc.record({ before: place, items: fc.array(value, { maxLength: 3 }) }),
      fc.record({ after: place, items: fc.array(value, { maxLength: 3 }) }),
      fc.record({ replace: place, items: fc.array(value, { maxLength: 3 }) }),
    ),
  },
  { requiredKeys: [] },
)

/** What stays of a value on its way through JSON. */
const sent = <T>(given: T): T => JSON.parse(JSON.stringify(given)) as T

/** Half of a surrogate pair, which JSON writes as an escape: a diff cuts one where the text is not the one it was made of. */
const halfPair = /\\ud[89a-f]/i

/** `document` after `patches` by the Studio's own code; null where that refuses, or makes what is no text. */
function predicted(document: Content, patches: readonly object[]): Content | null {
  try {
    let after = document
    for (const one of patches) {
      const mutation = new Mutation({ mutations: [{ patch: { ...sent(one), id: document['_id'] } }] } as never)
      after = sent(mutation.apply(after as never) as unknown as Content)
      if (halfPair.test(JSON.stringify(after))) return null
    }
    return after
  } catch {
    return null
  }
}

function withoutStamp(document: Content): Content {
  const { _rev: _, _updatedAt: __, ...rest } = document
  return rest
}

describe('patches', () => {
  let lake: TestLake
  let client: SanityClient
  beforeAll(async () => {
    lake = await startLake()
    client = lake.client('editor')
  })
  afterAll(() => lake.close())

  it('Any patch gives what @sanity/mutator predicts, and its events lead from the one state to the other and back', async () => {
    const options = { includeResult: true, includePreviousRevision: true, effectFormat: 'mendoza', includeMutations: true } as const
    const heard = new Heard<MutationEvent | WelcomeEvent>(
      client.listen('*[_type == "patched"]', {}, { ...options, events: ['welcome', 'mutation'] }),
    )
    await heard.first((event) => event.type === 'welcome')
    let applied = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(content, fc.array(patch, { minLength: 1, maxLength: 3 }), async (given, patches) => {
        const before = sent(await client.create({ ...given, _type: 'patched' }))
        const wanted = predicted(sent(before), patches)
        const outcome = await client
          .mutate(patches.map((one) => ({ patch: { ...one, id: before._id } })) as never, {
            returnFirst: true,
            returnDocuments: true,
          })
          .then((document): Content => document)
          .catch((error: unknown) => {
            expect(error).toMatchObject({ statusCode: 400, details: { type: 'mutationError' } })
            return null
          })
        const stored = await client.getDocument<Content>(before._id)
        if (!outcome || !wanted) {
          refused += 1
          expect([outcome, stored]).toEqual([wanted, before])
          return
        }
        applied += 1
        expect(withoutStamp(outcome)).toEqual(withoutStamp(wanted))
        expect(stored).toEqual(outcome)
        const event = (await heard.first(
          (one) => one.type === 'mutation' && one.transactionId === outcome['_rev'],
        )) as unknown as MutationEvent & { effects: { apply: unknown[]; revert: unknown[] } }
        const resolved = new Mutation(sent(event) as never).apply(sent(before))
        expect(sent(resolved)).toEqual(outcome)
        expect(event.result).toEqual(outcome)
        expect(applyEffect(before, event.effects.apply, String(outcome['_rev']))).toEqual(outcome)
        expect(applyEffect(outcome, event.effects.revert, before._rev)).toEqual(before)
        heard.all.length = 0
      }),
      { seed: 4, numRuns: 200 },
    )
    heard.stop()
    // A test of nothing but refusals, or of none, would say little.
    expect(applied).toBeGreaterThan(50)
    expect(refused).toBeGreaterThan(10)
  }, 60_000)
})
