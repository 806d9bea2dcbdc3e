import { describe, expect, it } from 'vitest'
import { observation, type Given } from '#tests/support/observations.ts'
import { summarizeSeries } from './summary.ts'

const row = (...given: readonly Given[]) => given.map(observation)
const AREA = row(
  { value: 49_500, period: '2011' },
  { value: 59_500, period: '2013' },
  { value: 46_500, period: '2014' },
  { value: 53_000, period: '2015' },
)

describe('summarizeSeries', () => {
  it('says from when to when, the lowest, the highest and the latest', () => {
    expect(summarizeSeries(AREA, 'en')).toBe(
      'From 2011 to 2015 the values of the series “U.S. estimates” range from 46,500 hectares (2014) to 59,500 hectares (2013); the latest is 53,000 hectares (2015).',
    )
    expect(summarizeSeries(AREA.toReversed(), 'es')).toBe(
      'De 2011 a 2015, los valores de la serie «U.S. estimates» van de 46.500 hectáreas (2014) a 59.500 hectáreas (2013); el último es 53.000 hectáreas (2015).',
    )
    expect(summarizeSeries(AREA, 'ar')).toBe(
      'من 2011 إلى 2015 تتراوح قيم السلسلة «U.S. estimates» بين 46,500 هكتار (2014) و59,500 هكتار (2013)؛ وآخرها 53,000 هكتار (2015).',
    )
  })

  it('leaves out what was superseded, goals and changes', () => {
    const more = row(
      { id: 'old', value: 1, period: '2012' },
      { value: 50_500, period: '2012', supersedes: 'old' },
      { value: 9, measure: 'goal' },
    )
    expect(summarizeSeries([...AREA, ...more], 'en')).toBe(summarizeSeries(AREA, 'en'))
  })

  it('has a sentence for one value, for equal ones, and for two that contradict each other', () => {
    expect(summarizeSeries(row({}), 'en')).toBe('The series “U.S. estimates” has one value: 46,500 hectares (2014).')
    expect(summarizeSeries(row({}, { period: '2015' }), 'en')).toBe(
      'From 2014 to 2015 all values of the series “U.S. estimates” are the same: 46,500 hectares.',
    )
    expect(summarizeSeries([...AREA, ...row({ value: 54_000, period: '2015', source: 'wh' })], 'en')).toContain(
      'the latest is 53,000 hectares or 54,000 hectares (2015).',
    )
  })

  it('names fiscal years as such, and money by its sign', () => {
    const money = (value: number, start: string): Given => ({ value, unit: 'USD', period: { type: 'fiscal-year', start } })
    expect(summarizeSeries(row(money(5_000_000, '2006'), money(60_000_000, '2007')), 'en')).toBe(
      'From fiscal year 2006 to fiscal year 2007 the values of the series “U.S. estimates” range from $5,000,000 (fiscal year 2006) to $60,000,000 (fiscal year 2007); the latest is $60,000,000 (fiscal year 2007).',
    )
  })

  it('sums up nothing that is not one series', () => {
    expect(summarizeSeries([], 'en')).toBeNull()
    expect(summarizeSeries(row({}, { series: 'un' }), 'en')).toBeNull()
    expect(summarizeSeries(row({}, { unit: 't', period: '2015' }), 'en')).toBeNull()
  })
})
