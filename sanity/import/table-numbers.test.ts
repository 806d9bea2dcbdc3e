import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalOf, numberIn } from './table-numbers.ts'

test.each([
  ['46500', null, 46_500],
  ['-5.4', null, -5.4],
  ['−5.4', null, -5.4],
  ['0.125', null, 0.125],
  ['46,500.5', 'point', 46_500.5],
  ['46.500,5', 'comma', 46_500.5],
  ['3,5', 'comma', 3.5],
] as const)('%s is read where the table shows %s', (text, shown, expected) => {
  expect(numberIn(text, undefined, shown)).toBe(expected)
})

test('What may be two numbers is asked about, and taken as somebody says', () => {
  for (const shown of [null, 'comma', 'point'] as const)
    expect(numberIn('46,500', undefined, shown)).toEqual({ problem: expect.stringContaining('--decimal') })
  expect(numberIn('46.500', undefined, 'comma')).toEqual({ problem: expect.stringContaining('--decimal') })
  expect(numberIn('46,500', 'point', null)).toBe(46_500)
  expect(numberIn('46,500', 'comma', 'point')).toBe(46.5)
  expect(numberIn('46.500', 'comma', null)).toBe(46_500)
})

test.each(['', 'about 5', '5 ha', '1e5', '1,23,4', '1.2.3', '--5', '5%', '١٢'])('%j is no number', (text) => {
  expect(numberIn(text, undefined, null)).toHaveProperty('problem')
})

test('A table shows its decimals beyond doubt, or not at all', () => {
  expect(decimalOf(['46500', '3,5'])).toBe('comma')
  expect(decimalOf(['46500', '3.5', '46,500'])).toBe('point')
  expect(decimalOf(['46,500', '46.500', '12'])).toBe(null)
  expect(decimalOf(['3,5', '3.5'])).toBe(null)
})

test('Any number, written as English or Spanish writes it, is read back when that is said', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
      const rounded = Math.round(value * 1000) / 1000
      for (const [decimal, locale] of [
        ['point', 'en'],
        ['comma', 'de'],
      ] as const)
        expect(numberIn(rounded.toLocaleString(locale, { maximumFractionDigits: 3 }), decimal, null)).toBe(rounded)
    }),
  )
})
