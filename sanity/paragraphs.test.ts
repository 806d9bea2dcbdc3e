import { expect, test } from 'vitest'
import { nearestStanding } from './paragraphs.ts'

const paragraphs = (...keys: readonly string[]) => keys.map((key) => ({ key, words: key }))

test('The paragraph that stood before a lost one is nearer than the one after it, and a near one nearer than a far one', () => {
  const then = paragraphs('a', 'b', 'lost', 'c', 'd')
  expect(nearestStanding('lost', then, paragraphs('a', 'b', 'c', 'd'))).toBe('b')
  expect(nearestStanding('lost', then, paragraphs('a', 'c', 'd'))).toBe('c')
  expect(nearestStanding('lost', then, paragraphs('d'))).toBe('d')
})

test('Where nothing of that time stands, nothing is near', () => {
  expect(nearestStanding('lost', paragraphs('a', 'lost'), paragraphs('new'))).toBeNull()
  expect(nearestStanding('lost', paragraphs('lost'), [])).toBeNull()
})
