import { expect, test } from 'vitest'
import { searchWords } from './search-words.ts'

test.each([
  ['Perú: 46,500 hectares (ha)', ['peru', '46500', 'hectares', 'ha']],
  ['46.500 y 46\u202f500', ['46500', 'y', '46500']],
  ['31.5 percent in 2014', ['31.5', 'percent', 'in', '2014']],
  ['المُخَدِّرات إلى أرضٍ', ['المخدرات', 'الي', 'ارض']],
  ['(((([[[[', []],
])('The words of %s', (text, words) => {
  expect(searchWords(text)).toEqual(words)
})
