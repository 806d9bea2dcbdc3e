import { expect, test } from 'vitest'
import { checkReviewDates } from './review-dates.ts'

test('A next review that is not after the last one is refused with advice', () => {
  expect(checkReviewDates('2026-11-26', '2026-11-26')).toMatch(/choose a later day/)
  expect(checkReviewDates('2026-11-26', '2025-12-01')).toMatch(/choose a later day/)
})

test('A next review after the last one, or with no last one known, passes', () => {
  expect(checkReviewDates('2026-11-26', '2027-01-01')).toBe(true)
  expect(checkReviewDates(undefined, '2027-01-01')).toBe(true)
  expect(checkReviewDates('2026-11-26', undefined)).toBe(true)
})
