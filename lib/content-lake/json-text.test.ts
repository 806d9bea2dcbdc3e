import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './json-text.ts'

test('Any JSON that does not nest deep is parsed as it always is', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 20 }), (text) => {
      expect(parseJson(text)).toEqual(JSON.parse(text))
    }),
  )
})

test.each(['', '{', '"\\', '"[[[', '{"a":}', '\u0000'])('%j is refused as it always is', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError)
})

test('128 levels are enough, and brackets in text are none', () => {
  expect(parseJson(`${'['.repeat(128)}${']'.repeat(128)}`)).toHaveLength(1)
  expect(parseJson(JSON.stringify(`"\\${'[{'.repeat(1000)}`))).toHaveLength(2002)
})

test('Deeper nesting is refused before it is parsed: millions of brackets take no longer than to be read', () => {
  expect(() => parseJson(`${'['.repeat(129)}${']'.repeat(129)}`)).toThrow('it must not nest deeper than 128 levels')
  const many = '[{"a":'.repeat(2_000_000)
  const begin = performance.now()
  expect(() => parseJson(many)).toThrow('128 levels')
  const refused = performance.now() - begin
  const flat = `[${'0,'.repeat(3_000_000)}0]`
  const beginFlat = performance.now()
  parseJson(flat)
  expect(refused).toBeLessThan(performance.now() - beginFlat)
})
