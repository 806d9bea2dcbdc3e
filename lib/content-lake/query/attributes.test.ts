import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attributesOf, isWhole, keyOf } from './attributes.ts'

/** As `collate "C"` compares. */
const compared = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other))
const text = fc
  .array(fc.constantFrom('a', 'b', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10fffd}', '\u{10fffe}', '\u{10ffff}'), { maxLength: 5 })
  .map((characters) => characters.join(''))
const value = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean())
const rank = { number: 1, string: 2, boolean: 3 } as const
const rankOf = (one: string | number | boolean): number => rank[typeof one as keyof typeof rank]

test('Keys sort as GROQ sorts values of all types, and texts by UTF-16 units', () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      const expected = rankOf(one) - rankOf(other) || (one < other ? -1 : Number(one > other))
      expect(Math.sign(compared(keyOf(one) ?? '', keyOf(other) ?? ''))).toBe(Math.sign(expected))
    }),
    { numRuns: 5000, seed: 20_261_126 },
  )
})

test('A key that was cut does not pass for a whole one, and sorts no further than its value', () => {
  const long = 'x'.repeat(500)
  expect([isWhole(keyOf('x') ?? ''), isWhole(keyOf(long) ?? ''), isWhole(keyOf({}) ?? '')]).toEqual([true, false, false])
  expect(compared(keyOf(long) ?? '', keyOf(`${long}y`) ?? '')).toBe(0)
})

test('Names that look like paths are not taken for them', () => {
  expect(
    attributesOf({ 'a.b': 1, a: { b: 2 }, 'c[]': 3, c: [4] })
      ?.map(({ path }) => path)
      .toSorted(),
  ).toEqual(['a', 'a.b', String.raw`a\.b`, 'c', 'c[]', String.raw`c\[\]`].toSorted())
})
