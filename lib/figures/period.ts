import { FigureError } from './figure-error.ts'

/** `as-of`: the source names no period, so this is the date of the source. `cumulative`: from a beginning that may be unknown. */
export const PERIOD_TYPES = ['year', 'month', 'range', 'fiscal-year', 'since', 'cumulative', 'as-of'] as const

export type PeriodType = (typeof PERIOD_TYPES)[number]

/** The time that a value is for. Ends are ISO 8601 of reduced precision (`2014`, `2014-06`, `2014-06-30`), both included; null is open. */
export interface Period {
  readonly type: PeriodType
  readonly start: string | null
  readonly end: string | null
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** Types whose two ends are one and the same date. */
const SINGLE: ReadonlySet<PeriodType> = new Set(['year', 'month', 'fiscal-year', 'as-of'])

/** How a date of each type must look; the others take any precision. */
const PRECISION: Partial<Record<PeriodType, { readonly pattern: RegExp; readonly advice: string }>> = {
  year: { pattern: /^\d{4}$/, advice: 'Write four digits, such as 2014.' },
  'fiscal-year': { pattern: /^\d{4}$/, advice: 'Write the year in which the fiscal year ends, such as 2008.' },
  month: { pattern: /^\d{4}-\d{2}$/, advice: 'Write year and month, such as 2002-06.' },
}

/**
 * The period that `input` describes: `{type, start, end}`, or a date alone (`2013`, `2002-06`, `2012-01-24`), as base periods are given.
 * @throws {FigureError} that names the part which is wrong and how to write it
 */
export function parsePeriod(input: unknown): Period {
  if (typeof input === 'string') return ofDate(input)
  if (typeof input !== 'object' || input === null || !('type' in input)) throw fail('Give a period: its type and its dates.', input)
  const type = PERIOD_TYPES.find((known) => known === input.type)
  if (!type) throw fail(`There is no period of the type ${JSON.stringify(input.type)}. Choose one of ${PERIOD_TYPES.join(', ')}.`, input)
  const start = dateOf('start' in input ? input.start : null, type)
  const end = dateOf('end' in input ? input.end : null, type)
  if (SINGLE.has(type)) return single(type, start, end)
  if (type === 'range' && (start === null || end === null)) throw fail('A range needs both a start and an end.', input)
  if (type === 'since' && start === null) throw fail('Say since when: the period needs a start.', input)
  if (start !== null && end !== null && firstDay(start) > lastDay(end)) {
    throw fail(`The period ends (${end}) before it starts (${start}). Exchange the two dates.`, input)
  }
  return { type, start, end }
}

/** Earlier starts first, then earlier ends; an unknown start comes before all, an open end after all. */
export function comparePeriods(a: Period, b: Period): number {
  const [first, second] = [daysOf(a), daysOf(b)]
  return compareTexts(first.from, second.from) || compareTexts(first.to, second.to)
}

/** Whether `a` ends later than `b`. */
export function endsLater(a: Period, b: Period): boolean {
  return daysOf(a).to > daysOf(b).to
}

/** Whether the two have a day in common. */
export function overlaps(a: Period, b: Period): boolean {
  const [first, second] = [daysOf(a), daysOf(b)]
  return first.from <= second.to && second.from <= first.to
}

/** Whether every day of `inner` is in `outer`. */
export function contains(outer: Period, inner: Period): boolean {
  const [wide, narrow] = [daysOf(outer), daysOf(inner)]
  return wide.from <= narrow.from && narrow.to <= wide.to
}

/**
 * Whether two values with these periods are about the same time. A year, and a source that names no year but is of that year, are the
 * same time; a fiscal year, a time since, and a sum over the years are the same only as one of their own type.
 */
export function isSamePeriod(a: Period, b: Period): boolean {
  return timeKey(a) === timeKey(b)
}

/** A text that is equal for periods which `isSamePeriod` calls the same. */
export function timeKey(period: Period): string {
  const isOfItsOwn = period.type === 'fiscal-year' || period.type === 'since' || period.type === 'cumulative'
  const { from, to } = daysOf(period)
  return `${isOfItsOwn ? period.type : 'calendar'}/${from}/${to}`
}

/** First and last day, as `YYYY-MM-DD`. A fiscal year is that of the United States government: it begins on October 1 of the year before. */
export function daysOf(period: Period): { readonly from: string; readonly to: string } {
  if (period.type === 'fiscal-year' && period.start !== null) {
    return { from: `${String(Number(period.start) - 1).padStart(4, '0')}-10-01`, to: `${period.start}-09-30` }
  }
  return {
    from: period.start === null ? '0000-01-01' : firstDay(period.start),
    to: period.end === null ? '9999-12-31' : lastDay(period.end),
  }
}

function single(type: PeriodType, start: string | null, end: string | null): Period {
  const date = start ?? end
  if (date === null) throw fail(`A period of the type ${type} needs a date.`, { type, start, end })
  if (end !== null && end !== date) {
    throw fail(`A period of the type ${type} has one date, not ${date} and ${end}. Choose the type range for more.`, { type, start, end })
  }
  return { type, start: date, end: date }
}

function ofDate(date: string): Period {
  const precision = date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'as-of'
  return single(precision, dateOf(date, precision), null)
}

function dateOf(value: unknown, type: PeriodType): string | null {
  if (value === null || value === undefined || value === '') return null
  const rule = PRECISION[type]
  if (typeof value !== 'string' || !DATE.test(value)) {
    throw fail(`${JSON.stringify(value)} is no date. ${rule?.advice ?? 'Write 2014, 2014-06 or 2014-06-30.'}`, value)
  }
  if (rule && !rule.pattern.test(value)) throw fail(`${value} does not fit the type ${type}. ${rule.advice}`, value)
  const [year = '', month = '01', day = '01'] = value.split('-')
  const time = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) {
    throw fail(`There is no ${value} in the calendar. Correct the month or the day.`, value)
  }
  return value
}

function firstDay(date: string): string {
  return `${date}${'-01-01'.slice(date.length - 4)}`
}

function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`
  if (date.length === 10) return date
  // Day 0 of the next month is the last of this one.
  const day = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5)), 0)).getUTCDate()
  return `${date}-${day}`
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function fail(message: string, cause: unknown): FigureError {
  return new FigureError('period', message, cause)
}
