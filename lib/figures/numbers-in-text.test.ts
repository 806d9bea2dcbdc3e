import { expect, test } from 'vitest'
import { findNumbers } from './numbers-in-text.ts'

const wordsIn = (text: string, language: string) => findNumbers(text, language).map(({ words }) => words)

test.each([
  ['an estimated 46,500 hectares (ha) in 2014', ['46,500', '2014']],
  ['rose 23 percent, or 200%, or 5.4 %', ['23', '200%', '5.4 %']],
  ['22 million people, twenty-five towns, one hundred and fifty villages', ['22 million', 'twenty-five', 'hundred and fifty']],
  ['a five-year strategy with three academies', ['five', 'three']],
  ['COVID-19 and the G20', ['19', '20']],
  ['½ of it, Ⅳ times', ['½', 'Ⅳ']],
  ['one or two of the second kind, thousands of them, a tenth, often, weighty', []],
])('Numbers are found in English: %s', (text, words) => {
  expect(wordsIn(text, 'en')).toEqual(words)
})

test.each([
  ['tres academias y treinta y cinco puestos', ['tres', 'treinta y cinco']],
  ['46.500 hectáreas, 31,5 % y 200 mil', ['46.500', '31,5 %', '200 mil']],
  ['veintidós, quinientas, dieciséis millones', ['veintidós', 'quinientas', 'dieciséis millones']],
  ['uno o dos, una vez, Milán, estrés', []],
])('Numbers are found in Spanish: %s', (text, words) => {
  expect(wordsIn(text, 'es')).toEqual(words)
})

test('Digits are found in any script', () => {
  expect(wordsIn('٤٦٬٥٠٠ هكتار، ٣١٫٥٪ في 2014', 'ar')).toEqual(['٤٦٬٥٠٠', '٣١٫٥٪', '2014'])
  expect(wordsIn('२०१४ میں ۱۲', 'ur')).toEqual(['२०१४', '۱۲'])
})

test('Of a language whose words are not known only digits are found, and a region changes no words', () => {
  expect(wordsIn('trois académies en 2014, six fois', 'fr')).toEqual(['2014'])
  expect(wordsIn('three', 'en-GB')).toEqual(['three'])
})

test('The places are those of the words in the text', () => {
  const text = 'In 2014, three 🌱 of 12.'
  for (const { start, end, words } of findNumbers(text, 'en')) expect(text.slice(start, end)).toBe(words)
})
