import { describe, expect, it } from 'vitest'
import { observation } from '#tests/support/observations.ts'
import { parseObservation } from './observation.ts'

const whole: Record<string, unknown> = JSON.parse(JSON.stringify(observation()))

describe('parseObservation', () => {
  it('takes fields that an answer leaves out, or has empty, as not known', () => {
    const { note: _, page: __, basePeriod: ___, ...left } = whole
    expect(parseObservation({ ...left, table: '' })).toEqual(observation())
  })

  it.each([
    ['unit', 'unit: '],
    ['period', 'period: Give a period'],
    ['source', 'source: '],
    ['value', 'value: Give the value as a number.'],
  ])('refuses an observation without %s, and names the field', (field, message) => {
    expect(() => parseObservation({ ...whole, [field]: undefined })).toThrow(message)
  })

  it('refuses a range upside down, at the field', () => {
    expect(() => parseObservation({ ...whole, value: 45_000, upperValue: 32_000 })).toThrow('upperValue: The range is upside down')
  })

  it('refuses a period that does not exist, with the advice of its parser', () => {
    expect(() => parseObservation({ ...whole, period: { type: 'month', start: '2014-13' } })).toThrow('period: There is no 2014-13')
  })
})
