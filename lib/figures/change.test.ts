import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observation, type Given } from '#tests/support/observations.ts'
import { changeBetween, differenceBetween } from './change.ts'
import { FigureError } from './figure-error.ts'

const from = (value: number, given: Given = {}) => observation({ value, period: '2013', ...given })
const to = (value: number, given: Given = {}) => observation({ value, period: '2014', ...given })

function codeOf(compute: () => unknown): string {
  try {
    compute()
  } catch (error) {
    if (error instanceof FigureError) return error.code
    throw error
  }
  return 'no error'
}

const level = fc.integer({ min: 1, max: 1e9 })

describe('changeBetween', () => {
  it('says by how much and which way', () => {
    expect(changeBetween(from(40_000), to(50_000))).toEqual({ absolute: 10_000, percent: 25, direction: 'up' })
    expect(changeBetween(from(50_000), to(40_000))).toEqual({ absolute: -10_000, percent: -20, direction: 'down' })
    expect(changeBetween(from(50_000), to(50_000))).toEqual({ absolute: 0, percent: 0, direction: 'same' })
  })

  it('leads from the first value to the second', () => {
    fc.assert(
      fc.property(level, level, (first, second) => {
        const { absolute, percent, direction } = changeBetween(from(first), to(second))
        expect(first + absolute).toBe(second)
        expect(Math.abs(first * (1 + percent / 100) - second)).toBeLessThan(1e-9 * Math.max(first, second))
        expect(direction).toBe(second > first ? 'up' : second < first ? 'down' : 'same')
      }),
    )
  })

  it('is the same in any scale of one unit', () => {
    fc.assert(
      fc.property(level, level, fc.integer({ min: 2, max: 1000 }), (first, second, scale) => {
        const { percent } = changeBetween(from(first), to(second))
        expect(changeBetween(from(first * scale), to(second * scale)).percent).toBeCloseTo(percent, 6)
      }),
    )
  })

  it('refuses what can not be compared, each with a code of its own', () => {
    expect(codeOf(() => changeBetween(from(1, { unit: 't' }), to(2)))).toBe('unlike-units')
    expect(codeOf(() => changeBetween(from(1, { series: 'un' }), to(2)))).toBe('unlike-series')
    expect(codeOf(() => changeBetween(from(1, { place: 'bolivia' }), to(2)))).toBe('unlike-places')
    expect(codeOf(() => changeBetween(from(1, { indicator: 'coca-eradication' }), to(2)))).toBe('unlike-indicators')
    expect(codeOf(() => changeBetween(from(1, { breakdown: 'aid' }), to(2)))).toBe('unlike-breakdowns')
    expect(codeOf(() => changeBetween(from(1, { measure: 'goal' }), to(2)))).toBe('unlike-measures')
    expect(codeOf(() => changeBetween(from(1, { upperValue: 2 }), to(2)))).toBe('range')
    expect(codeOf(() => changeBetween(to(1), from(2)))).toBe('reversed')
    expect(codeOf(() => changeBetween(to(1), to(2)))).toBe('reversed')
  })

  it('divides by no zero, and still knows the difference', () => {
    expect(codeOf(() => changeBetween(from(0), to(2)))).toBe('division-by-zero')
    expect(differenceBetween(from(0), to(2))).toBe(2)
  })
})
