import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareWords, type WordRun } from './words.ts'

test('A number is replaced whole, though it keeps its first digits', () => {
  expect(compareWords('An estimated 46,500 hectares.', 'An estimated 46,650 hectares.', 'en')).toEqual([
    { kind: 'kept', text: 'An estimated ' },
    { kind: 'removed', text: '46,500' },
    { kind: 'added', text: '46,650' },
    { kind: 'kept', text: ' hectares.' },
  ])
})

test('From the runs both texts can be told, to the last character', () => {
  const word = fc.constantFrom('coca', 'Peru', '46,500', '3.5', ' ', '  ', ',', '.', '\n', 'el', 'año', 'أكثر', '%')
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''))
  const without = (runs: readonly WordRun[], left: WordRun['kind']) =>
    runs
      .filter(({ kind }) => kind !== left)
      .map(({ text }) => text)
      .join('')
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = compareWords(before, after, 'en')
      expect([without(runs, 'added'), without(runs, 'removed')]).toEqual([before, after])
    }),
  )
})
