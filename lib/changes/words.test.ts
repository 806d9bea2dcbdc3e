import { expect, test } from 'vitest'
import { compareWords } from './words.ts'

test('A number is replaced whole, though it keeps its first digits', () => {
  expect(compareWords('An estimated 46,500 hectares.', 'An estimated 46,650 hectares.', 'en')).toEqual([
    { kind: 'kept', text: 'An estimated ' },
    { kind: 'removed', text: '46,500' },
    { kind: 'added', text: '46,650' },
    { kind: 'kept', text: ' hectares.' },
  ])
})
