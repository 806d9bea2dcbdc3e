import { expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'
import { asksForSomething, termsOf, websearchOf } from './terms.ts'
import { forStems, textForStems, wordsIn } from './words.ts'

const words = (text: string) => wordsIn(text).map(({ word }) => word)

test.each([
  ['Erradicación de la COCA', ['erradicacion', 'de', 'la', 'coca']],
  ['46,500 hectares (ha)', ['46500', 'hectares', 'ha']],
  ['46.500 ha; 3,5 %', ['46500', 'ha', '3.5']],
  ['٤٦٬٥٠٠ هكتار', ['46500', 'هكتار']],
  ['أَفْغَانِسْتَان الإكوادور', ['افغانستان', 'الاكوادور']],
  ["government's sub-region", ['government', 's', 'sub', 'region']],
  ['ﬁeld ½ İstanbul', ['field', '12', 'istanbul']],
  ['古柯种植', ['古柯', '种植']],
  ['()[]{}"\'\\:*&|!<->', []],
  ['\udc00\ud800', []],
])('The words of “%s”', (text, expected) => {
  expect(words(text)).toEqual(expected)
})

test('Each word is said to stand where it stands', () => {
  const text = 'De la coca, ٢٠١٤: “ﬁn”.'
  expect(wordsIn(text).map(({ from, to }) => text.slice(from, to))).toEqual(['De', 'la', 'coca', '٢٠١٤', 'ﬁn'])
})

test('Spanish stems go by an accent that is given back', () => {
  expect(['erradicacion', 'extension', 'coca'].map((word) => forStems(word, 'es'))).toEqual(['erradicación', 'extensión', 'coca'])
  expect(textForStems('La erradicacion', 'en')).toBe('la erradicacion')
})

test('Quotation marks hold words together, a minus excludes, and nothing else is an operator', () => {
  expect(termsOf('peru "coca leaf" -colombia -«la paz» or a:*&b')).toEqual([
    { words: ['peru'], isExcluded: false },
    { words: ['coca', 'leaf'], isExcluded: false },
    { words: ['colombia'], isExcluded: true },
    { words: ['la', 'paz'], isExcluded: true },
    { words: ['or'], isExcluded: false },
    { words: ['a'], isExcluded: false },
    { words: ['b'], isExcluded: false },
  ])
  expect(websearchOf(termsOf('peru -coca "x y'), 'en')).toBe('"peru" "x" "y" -"coca"')
  expect(websearchOf(termsOf('peru x -coca'), 'en', true)).toBe('"peru" -"coca" or "x" -"coca"')
  expect([asksForSomething(termsOf('-coca')), asksForSomething(termsOf('coca'))]).toEqual([false, true])
  expect(termsOf('word '.repeat(60))).toHaveLength(24)
})

test('An excerpt shows where most of the words are, whole where the text is short', () => {
  const long = Array.from({ length: 200 }, (_, index) => `w${index + 1}`).join(' ')
  const text = (positions: readonly number[]) =>
    excerptOf(long, positions)
      .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
      .join('')
  expect(text([10, 150, 152])).toMatch(/^… w142 .*w149 \[w150\] w151 \[w152\] .*w181 …$/)
  expect(text([])).toMatch(/^w1 .*w40 …$/)
  expect(text([200])).toMatch(/^… w161 .*\[w200\]$/)
  expect(excerptOf('One two.', [2, 99])).toEqual([
    { text: 'One ', isMatch: false },
    { text: 'two', isMatch: true },
    { text: '.', isMatch: false },
  ])
})
