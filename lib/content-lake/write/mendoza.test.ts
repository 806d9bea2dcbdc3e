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

test('Elements without keys are followed by what they are, and words of a long text that stay are not sent again', () => {
  const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${(index * 7919) % 997}`).join(' ')
  const rows = Array.from({ length: 100 }, (_, index) => ({ cells: [`a${index}`, `b${index}`, words(10)] }))
  const tags = Array.from({ length: 100 }, (_, index) => `tag ${index}`)
  const before = { rows, tags, text: `${words(2_000)} 👍 ${words(2_000)}` }
  const edits: Record<string, object> = {
    'a new first row': { rows: [{ cells: ['n', 'm', 'o'] }, ...rows] },
    'a row gone, another changed': { rows: rows.slice(1).map((row, index) => (index === 50 ? { cells: [...row.cells, 'new'] } : row)) },
    'a tag moved': { tags: [...tags.slice(1, 50), 'tag 0', ...tags.slice(50)] },
    'both ends of a text': { text: `x${before.text}y` },
  }
  for (const [name, edit] of Object.entries(edits)) {
    const after = { ...before, ...edit }
    for (const [from, to] of [
      [before, after],
      [after, before],
    ]) {
      const patch = mendozaPatch(from, to)
      expect(applyPatch(from, sent(patch)), name).toEqual(to)
      expect(JSON.stringify(patch).length, name).toBeLessThan(250)
    }
  }
})

test('Texts that change in several places are made right by the decoder, with letters of any size anywhere', () => {
  const word = fc.constantFrom('plain', 'words', 'Perú', '👍', '👎👍', 'ü', ' ', '\n', 'x')
  const long = fc.array(word, { minLength: 30, maxLength: 80 }).map((words) => words.join(' '))
  const edits = fc.array(fc.tuple(fc.nat(400), fc.nat(8), word), { maxLength: 6 })
  fc.assert(
    fc.property(long, edits, (text, changes) => {
      let after = text
      for (const [at, length, added] of changes) after = after.slice(0, at) + added + after.slice(at + length)
      if (!after.isWellFormed()) return
      for (const [from, to] of [
        [text, after],
        [after, text],
      ] as const)
        expect(applyPatch({ text: from }, sent(mendozaPatch({ text: from }, { text: to })))).toEqual({ text: to })
    }),
    { numRuns: 2_000 },
  )
})
