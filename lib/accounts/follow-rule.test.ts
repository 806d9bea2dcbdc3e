import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAmount } from './follow-rule.ts'

describe('an amount as people write it', () => {
  it.each([
    ['50,000', 50_000],
    ['50.000', 50_000],
    ['50 000', 50_000],
    ["50'000", 50_000],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234,567', 1_234_567],
    ['2.5', 2.5],
    ['2,5', 2.5],
    ['0.125', 0.125],
    ['-3', -3],
    ['٥٠٬٠٠٠', 50_000],
    ['٢٫٥', 2.5],
    [' 5 ', 5],
  ])('%s is %d', (text, amount) => {
    expect(parseAmount(text)).toBe(amount)
  })

  it.each(['', 'many', '5%', '1.234.5', '1,2,3', '--5', '1e5', 'Infinity', '5 ha', '.', ','])('"%s" is none', (text) => {
    expect(parseAmount(text)).toBeNaN()
  })

  it('is what was written in any language of the interface', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.constantFrom('en', 'es', 'de', 'fr', 'ar-u-nu-arab', 'ar-u-nu-latn'),
        (amount, locale) => {
          const text = new Intl.NumberFormat(locale, { useGrouping: true }).format(amount)
          expect(parseAmount(text)).toBe(amount)
        },
      ),
    )
  })
})
