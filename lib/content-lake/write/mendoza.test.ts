import fc from 'fast-check'
import { applyPatch } from 'mendoza'
import { expect, test } from 'vitest'
import { effectsOf, mendozaPatch, patchedState } from './mendoza.ts'

const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'Peru', 'Perú', '👩‍👩‍👧', 'ab👍cd', 'ab👎cd'))
const key = fc.constantFrom('a', 'b', 'B', '_key', 'é', '10', '9')
const value = fc.letrec<{ any: unknown; object: Record<string, unknown> }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 5 }),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('any'), { maxKeys: 5, noNullPrototype: true }),
}))

/** What stays of a value on its way through JSON, as patches travel. */
const sent = (patch: unknown): unknown[] => JSON.parse(JSON.stringify(patch)) as unknown[]

test('A patch makes the new state of the old, whatever they are', () => {
  fc.assert(
    fc.property(value.object, value.object, (before, after) => {
      expect(applyPatch(before, sent(mendozaPatch(before, after)))).toEqual(after)
    }),
    { numRuns: 3000 },
  )
})

test('Documents that come and go are given whole', () => {
  expect(mendozaPatch(null, { a: 1 })).toEqual([0, { a: 1 }])
  expect(mendozaPatch({ a: 1 }, null)).toEqual([0, null])
})

test('Effects lead from state to state whether or not `_rev` is there to be counted', () => {
  const state = value.object.map((attributes) => ({ ...attributes, _id: 'a', _type: 'b', _createdAt: '', _updatedAt: '' }))
  fc.assert(
    fc.property(state, state, (before, after) => {
      const [from, to] = [
        { ...before, _rev: 'one' },
        { ...after, _rev: 'another' },
      ]
      const { apply, revert } = effectsOf(from, to)
      expect(applyPatch(before, sent(apply))).toEqual(after)
      expect(patchedState(from, sent(apply), 'another')).toEqual(to)
      expect(patchedState(to, sent(revert), 'one')).toEqual(from)
      expect(patchedState(null, sent(effectsOf(null, to).apply), 'another')).toEqual(to)
      expect(patchedState(from, sent(effectsOf(from, null).apply), null)).toBeNull()
    }),
    { numRuns: 1000 },
  )
})

test('A patch of a keyed list and of a long text is small', () => {
  const list = Array.from({ length: 50 }, (_, index) => ({ _key: `k${index}`, text: `Item ${index}` }))
  const before = { list, body: 'x'.repeat(5000) }
  const after = {
    list: [...list.slice(0, 10), { _key: 'new', text: 'New' }, ...list.slice(10)],
    body: `${'x'.repeat(2500)}y${'x'.repeat(2500)}`,
  }
  const patch = mendozaPatch(before, after)
  expect(applyPatch(before, sent(patch))).toEqual(after)
  expect(JSON.stringify(patch).length).toBeLessThan(150)
})
