import fc from 'fast-check'
import { evaluate, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { type Wanted, wantedBy, wantedBySearch, wordsOf } from './words.ts'

const tree = parse('$text match $pattern')
const letters = fc.constantFrom(...Array.from('aAbiIıİsSſßẞσςΣkKéÉ.-_*\' "1'), '\u{1f600}', '\u{10400}', '\u{10428}')
const text = fc.array(letters, { maxLength: 12 }).map((characters) => characters.join(''))
// Three wildcards a word and no more: groq-js makes slow regular expressions of them.
const tame = (value: string): string => value.replace(/\*(?=(?:[^*]*\*){3})/g, '')
const pattern = text.map(tame)

const changes: readonly ((value: string) => string)[] = [
  (value) => value,
  (value) => value.toUpperCase(),
  (value) => value.toLowerCase(),
  (value) => `${value.slice(0, 3)}*`,
  (value) => `${value.slice(0, 2).toUpperCase()}*${value.slice(4)}`,
  (value) => value.replace(/[a-z]/, '.'),
]
/** A text, and a pattern that may have come from it. */
const pair = fc
  .tuple(text, fc.option(fc.constantFrom(...changes), { freq: 4 }), pattern)
  .map(([value, change, other]) => ({ value, by: change ? tame(change(value)) : other }))

const holds = (words: readonly string[], wanted: readonly Wanted[]): boolean =>
  wanted.every(({ word, prefix }) => words.some((one) => (prefix ? one.startsWith(word) : one === word)))

test('A text that groq-js finds a pattern in holds all words that the pattern asks the index for', async () => {
  let matches = 0
  await fc.assert(
    fc.asyncProperty(pair, async ({ value, by }) => {
      const answer = await evaluate(tree, { params: { text: value, pattern: by } })
      if ((await answer.get()) !== true) return
      matches += 1
      const wanted = wantedBy([by])
      const words = wordsOf({ _id: 'x', value })
      expect(wanted !== null && words !== null && holds(words, wanted), JSON.stringify({ value, by, wanted, words })).toBe(true)
    }),
    { numRuns: 10_000, seed: 20_261_126 },
  )
  expect(matches).toBeGreaterThan(1000)
})

test('Words are found whatever spans, arrays and objects they stand in, and under the published id', () => {
  const body = [
    {
      _type: 'block',
      children: [
        { _type: 'span', text: 'fo' },
        { _type: 'span', text: 'o bar' },
      ],
    },
  ]
  const words = wordsOf({ _id: 'drafts.red-fox', title: 'One', deep: { list: [['Two']] }, body }) ?? []
  expect(words).toEqual(expect.arrayContaining(['ONE', 'TWO', 'FOO', 'BAR', 'RED', 'FOX']))
})

test('A search asks for its words and their beginnings, and not for what it forbids', () => {
  expect(wantedBySearch('red "two words" -not fox*')).toEqual([
    { word: 'RED', prefix: false },
    { word: 'TWO', prefix: false },
    { word: 'WORDS', prefix: false },
    { word: 'FOX', prefix: true },
  ])
})
