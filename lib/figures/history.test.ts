import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observation, type Given } from '#tests/support/observations.ts'
import { historyOf, sourceNumbers } from './history.ts'

const rows = (...given: readonly Given[]) => historyOf(given.map(observation))
const segmentYears = (...given: readonly Given[]) =>
  rows(...given)[0]?.segments.map((segment) => segment.map(({ year }) => Math.round(year)))

describe('historyOf', () => {
  it('makes one row of each series and breakdown, and never joins two', () => {
    const all = rows({}, { period: '2015' }, { series: 'un' }, { breakdown: 'licit' })
    expect(all.map(({ first, points }) => [first.series.code, first.breakdown, points.length])).toEqual([
      ['us', null, 2],
      ['un', null, 1],
      ['us', 'licit', 1],
    ])
  })

  it('leaves a missing year open', () => {
    expect(segmentYears({ period: '2011' }, { period: '2012' }, { period: '2014' })).toEqual([[2011, 2012], [2014]])
  })

  it('joins nothing across two values that contradict each other', () => {
    expect(segmentYears({ period: '2013' }, { value: 1 }, { value: 2 }, { period: '2015' })).toEqual([[2013], [2014], [2014], [2015]])
  })

  it('begins anew, with a mark, where the definition changed', () => {
    const redefined = {
      period: '2014',
      supersedes: 'old',
      supersession: { kind: 'redefinition' as const, reason: 'Fields under 1 ha count.' },
    }
    const [row] = rows({ period: '2013' }, { id: 'old', value: 40_000 }, redefined, { period: '2015' })
    expect(row?.breaks.map(Math.round)).toEqual([2014])
    expect(row?.segments.map((segment) => segment.map(({ year }) => Math.round(year)))).toEqual([[2013], [2014, 2015]])
    expect(row?.points.filter(({ isSuperseded }) => isSuperseded).map(({ value }) => value)).toEqual([40_000])
  })

  it('makes one point of what several sources say alike', () => {
    const [row] = rows({ source: 'inl' }, { source: 'ondcp', asPrinted: '46,500' })
    expect(row?.points.map((point) => point.observations.map(({ source }) => source.id))).toEqual([['source-inl', 'source-ondcp']])
  })

  it('draws a fiscal year at its own number, a range over its years, and nothing of no known time', () => {
    const [row] = rows({ period: { type: 'fiscal-year', start: '2008' } }, { period: { type: 'range', start: '2009', end: '2011' } })
    expect(row?.points.map(({ year, span }) => [year, span])).toEqual([
      [2008, null],
      [2010, [2008.5, 2011.5]],
    ])
    expect(rows({ period: { type: 'cumulative' } })).toEqual([])
  })

  it('joins no changes, each of which has a base of its own', () => {
    expect(segmentYears({ measure: 'change', unit: 'percent' }, { measure: 'change', unit: 'percent', period: '2015' })).toEqual([
      [2014],
      [2015],
    ])
  })

  it('loses no value and tells none twice, whatever is given', () => {
    const some = fc.array(
      fc.record({
        value: fc.integer({ min: 1, max: 3 }),
        period: fc.integer({ min: 2000, max: 2010 }).map(String),
        series: fc.constantFrom('us', 'un'),
        source: fc.constantFrom('a', 'b'),
      }),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(some, (given) => {
        const all = given.map((each, index) => observation({ ...each, id: String(index) }))
        const drawn = historyOf(all).flatMap(({ segments }) => segments.flat().flatMap((point) => point.observations.map(({ id }) => id)))
        expect(drawn.toSorted((a, b) => Number(a) - Number(b))).toEqual(all.map(({ id }) => id))
      }),
    )
  })
})

describe('sourceNumbers', () => {
  it('counts sources in the order of their values, each once', () => {
    const all = [
      { source: 'late', period: '2015' },
      { source: 'early', period: '2011' },
      { source: 'late', period: '2016' },
    ].map(observation)
    expect([...sourceNumbers(all)]).toEqual([
      ['source-early', 1],
      ['source-late', 2],
    ])
  })
})
