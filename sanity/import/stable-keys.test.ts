import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyParts } from './stable-keys.ts'

const keysOf = (parts: readonly { key: string }[]) => parts.map(({ key }) => key)

test('What stayed keeps its key, and what was reworded takes over the key of what it replaces', () => {
  const [one, two, three] = keysOf(keyParts([], ['One.', 'Two.', 'Three.']))
  const after = keyParts(keyParts([], ['One.', 'Two.', 'Three.']), ['New.', 'One.', 'Two, reworded.', 'Three.'])
  expect(keysOf(after).slice(1)).toEqual([one, two, three])
})

test('Two parts that say the same have keys of their own', () => {
  const keys = keysOf(keyParts([], ['Same.', 'Same.']))
  expect(new Set(keys).size).toBe(2)
})

test('Keys are unique in every version, and the same each time', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), (versions) => {
      const all = () => {
        let parts: ReturnType<typeof keyParts> = []
        return versions.map((contents) => (parts = keyParts(parts, contents)))
      }
      for (const [index, parts] of all().entries()) {
        expect(parts.map(({ content }) => content)).toEqual(versions[index])
        expect(new Set(keysOf(parts)).size).toBe(parts.length)
      }
      expect(all()).toEqual(all())
    }),
  )
})
