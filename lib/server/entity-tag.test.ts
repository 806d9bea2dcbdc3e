import { expect, test } from 'vitest'
import { entityTag, isNamedBy } from './entity-tag.ts'

test('Other bytes have another strong tag', () => {
  const tag = entityTag(Buffer.from('a'))
  expect(tag).toMatch(/^"[\w-]{27}"$/)
  expect(tag).toBe(entityTag(Buffer.from('a')))
  expect(tag).not.toBe(entityTag(Buffer.from('b')))
})

test.each([
  [undefined, false],
  ['*', true],
  ['"x"', true],
  ['W/"x"', true],
  ['"a", W/"x" ,"b"', true],
  ['"xx"', false],
  ['x', false],
])('If-None-Match: %j names "x": %j', (header, named) => {
  expect(isNamedBy(header, '"x"')).toBe(named)
})
