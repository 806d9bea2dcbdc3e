import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPeriod } from './format-period.ts'
import { comparePeriods, contains, daysOf, endsLater, isSamePeriod, overlaps, parsePeriod, type Period, type PeriodType } from './period.ts'

const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .chain((day) => fc.constantFrom(4, 7, 10).map((length) => day.toISOString().slice(0, length)))

const single = (type: PeriodType, length: number) => date.map((day) => parsePeriod({ type, start: `${day}-01-01`.slice(0, length) }))

const ordered = fc.tuple(date, date).map(([a, b]) => {
  const [first, second] = [parsePeriod({ type: 'as-of', start: a }), parsePeriod({ type: 'as-of', start: b })]
  return daysOf(first).from <= daysOf(second).to ? { start: a, end: b } : { start: b, end: a }
})

const period: fc.Arbitrary<Period> = fc.oneof(
  single('year', 4),
  single('fiscal-year', 4),
  single('month', 7),
  single('as-of', 10),
  ordered.map((ends) => parsePeriod({ type: 'range', ...ends })),
  date.map((start) => parsePeriod({ type: 'since', start })),
  ordered.map((ends) => parsePeriod({ type: 'cumulative', ...ends })),
  fc.constant(parsePeriod({ type: 'cumulative' })),
)

describe('parsePeriod', () => {
  it('reads every type, and a date alone as base periods are given', () => {
    expect(parsePeriod({ type: 'range', start: '2013', end: '2014' })).toEqual({ type: 'range', start: '2013', end: '2014' })
    expect(parsePeriod({ type: 'since', start: '2017', end: null })).toEqual({ type: 'since', start: '2017', end: null })
    expect(parsePeriod({ type: 'cumulative', start: null, end: null })).toEqual({ type: 'cumulative', start: null, end: null })
    expect(parsePeriod('2013')).toEqual({ type: 'year', start: '2013', end: '2013' })
    expect(parsePeriod('2002-06')).toEqual({ type: 'month', start: '2002-06', end: '2002-06' })
    expect(parsePeriod('2012-01-24')).toEqual({ type: 'as-of', start: '2012-01-24', end: '2012-01-24' })
  })

  it.each([
    [{ type: 'decade', start: '2010' }, 'Choose one of year, month'],
    [{ type: 'year', start: '14' }, 'Write four digits'],
    [{ type: 'year', start: '2014-06' }, 'does not fit the type year'],
    [{ type: 'month', start: '2014' }, 'Write year and month'],
    [{ type: 'month', start: '2014-13' }, 'no 2014-13 in the calendar'],
    [{ type: 'as-of', start: '2015-02-30' }, 'no 2015-02-30 in the calendar'],
    [{ type: 'year', start: null, end: null }, 'needs a date'],
    [{ type: 'year', start: '2013', end: '2014' }, 'Choose the type range'],
    [{ type: 'range', start: '2014', end: null }, 'both a start and an end'],
    [{ type: 'range', start: '2014', end: '2013' }, 'Exchange the two dates'],
    [{ type: 'since', start: null, end: null }, 'needs a start'],
    [{ type: 'range', start: 2013, end: 2014 }, '2013 is no date'],
    [null, 'Give a period'],
  ])('says of %j what to do', (input, advice) => {
    expect(() => parsePeriod(input)).toThrow(advice)
  })

  it('reads back what it gave', () => {
    fc.assert(
      fc.property(period, (given) => {
        expect(parsePeriod(JSON.parse(JSON.stringify(given)))).toEqual(given)
      }),
    )
  })
})

describe('the order of periods', () => {
  it('is one order: the same both ways round, and never a circle', () => {
    fc.assert(
      fc.property(period, period, period, (a, b, c) => {
        expect(comparePeriods(a, b) + comparePeriods(b, a)).toBe(0)
        if (comparePeriods(a, b) <= 0 && comparePeriods(b, c) <= 0) expect(comparePeriods(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('fits containing and overlapping: what contains another overlaps it and does not end before it', () => {
    fc.assert(
      fc.property(period, period, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a))
        expect(contains(a, a)).toBe(true)
        if (contains(a, b)) {
          expect(overlaps(a, b)).toBe(true)
          expect(endsLater(b, a)).toBe(false)
        }
        if (contains(a, b) && contains(b, a)) expect(comparePeriods(a, b)).toBe(0)
      }),
    )
  })

  it('knows how long a month is, and when a fiscal year begins', () => {
    expect(daysOf(parsePeriod('2012-02'))).toEqual({ from: '2012-02-01', to: '2012-02-29' })
    expect(daysOf(parsePeriod({ type: 'fiscal-year', start: '2008' }))).toEqual({ from: '2007-10-01', to: '2008-09-30' })
  })

  it('takes a year, and a source of that year that names none, for the same time, but never a fiscal year', () => {
    const year = parsePeriod('2002')
    expect(isSamePeriod(year, parsePeriod({ type: 'as-of', start: '2002' }))).toBe(true)
    expect(isSamePeriod(year, parsePeriod({ type: 'fiscal-year', start: '2002' }))).toBe(false)
    expect(isSamePeriod(year, parsePeriod('2002-06'))).toBe(false)
  })
})

describe('formatPeriod', () => {
  it.each([
    ['2014', '2014', '2014', '2014'],
    ['2002-06', 'June 2002', 'junio de 2002', 'يونيو 2002'],
    [{ type: 'range', start: '2013', end: '2014' }, '2013–2014', '2013-2014', '2013–2014'],
    [{ type: 'fiscal-year', start: '2008' }, 'fiscal year 2008', 'año fiscal 2008', 'السنة المالية 2008'],
    [{ type: 'since', start: '2017' }, 'since 2017', 'desde 2017', 'منذ 2017'],
    ['2012-01-24', 'as of January 24, 2012', 'a fecha de 24 de enero de 2012', 'حتى تاريخ 24 يناير 2012'],
    [{ type: 'cumulative' }, 'in total', 'en total', 'إجمالًا'],
    [{ type: 'cumulative', start: '1998', end: '2003' }, 'in total, 1998–2003', 'en total, 1998-2003', 'إجمالًا، 1998–2003'],
  ])('writes %j in three languages', (input, en, es, ar) => {
    const given = parsePeriod(input)
    expect([formatPeriod(given, 'en'), formatPeriod(given, 'es'), formatPeriod(given, 'ar')]).toEqual([en, es, ar])
  })

  it('leaves no pattern unfilled, whatever the period', () => {
    fc.assert(
      fc.property(period, fc.constantFrom('en' as const, 'es' as const, 'ar' as const), (given, language) => {
        const written = formatPeriod(given, language)
        expect(written).not.toMatch(/[{}]|null|undefined|^\s*$/)
        if (given.start !== null) expect(written).toContain(given.start.slice(0, 4))
      }),
    )
  })
})
