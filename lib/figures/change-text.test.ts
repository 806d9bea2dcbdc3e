import { expect, test } from 'vitest'
import { whyText } from './change-text.ts'

test('Why a figure changed is the kind and the reason, which among words from right to left stands by itself', () => {
  const why = { kind: 'correction', reason: 'Counted twice.' }
  expect(whyText(why, 'en')).toBe('Correction: Counted twice.')
  expect(whyText(why, 'ar')).toMatch(/: \u2068Counted twice\.\u2069$/)
})
