import type { Observation } from './observation.ts'
import { comparePeriods, daysOf, timeKey, type Period } from './period.ts'
import { isOfSameRow } from './stale.ts'
import { currentOf } from './supersession.ts'

/** One value at one time, from all sources that give it. */
export interface HistoryPoint {
  /** In years: the whole number is the middle of that year, and a fiscal year stands at its own number. */
  readonly year: number
  /** Of a period longer than a year, from when to when, in the same count. */
  readonly span: readonly [number, number] | null
  readonly value: number
  readonly upperValue: number | null
  readonly isSuperseded: boolean
  /** At least one; all say the same. */
  readonly observations: readonly Observation[]
}

/** What may be drawn as one line: one series, and of it one breakdown. */
export interface HistoryRow {
  readonly first: Observation
  readonly points: readonly HistoryPoint[]
  /** Runs of points without a gap: a year that is missing, two values that contradict each other and a new definition end one. */
  readonly segments: readonly (readonly HistoryPoint[])[]
  /** Where a new definition begins, in years. */
  readonly breaks: readonly number[]
}

/** Values further apart than this many years are not joined: what lies between them is not known. */
const JOINED_YEARS = 1.25

/** The rows of an indicator in one place, each in order of time, the longest row first. Values of no known time are in none. */
export function historyOf(observations: readonly Observation[]): readonly HistoryRow[] {
  const dated = observations.filter(({ period }) => period.start !== null || period.end !== null)
  const current = new Set(currentOf(observations).map(({ id }) => id))
  const rows: Observation[][] = []
  for (const observation of dated.toSorted((a, b) => comparePeriods(a.period, b.period))) {
    const row = rows.find(([first]) => first && isOfSameRow(first, observation))
    if (row) row.push(observation)
    else rows.push([observation])
  }
  return rows.flatMap((row) => rowOf(row, current)).toSorted((a, b) => b.points.length - a.points.length)
}

function rowOf(row: readonly Observation[], current: ReadonlySet<string>): readonly HistoryRow[] {
  const [first] = row
  if (!first) return []
  const points = [
    ...Map.groupBy(row, (given) => `${timeKey(given.period)} ${given.value} ${given.upperValue} ${current.has(given.id)}`).values(),
  ]
    .flatMap((group) => pointOf(group, current))
    .toSorted((a, b) => a.year - b.year || a.value - b.value)
  const breaks = points.filter(isBreak).map(({ year }) => year - 0.5)
  // A change is measured from a base of its own, so that changes make no line.
  const live = points.filter(({ isSuperseded }) => !isSuperseded)
  const segments = first.measure === 'change' ? live.map((point) => [point]) : segmentsOf(live)
  return [{ first, points, segments, breaks }]
}

function pointOf(observations: readonly Observation[], current: ReadonlySet<string>): readonly HistoryPoint[] {
  const [first] = observations
  if (!first) return []
  const [start, end] = yearsOf(first.period)
  return [
    {
      year: (start + end) / 2 - 0.5,
      span: end - start > 1.01 ? [start - 0.5, end - 0.5] : null,
      value: first.value,
      upperValue: first.upperValue,
      isSuperseded: !current.has(first.id),
      observations,
    },
  ]
}

function segmentsOf(points: readonly HistoryPoint[]): readonly (readonly HistoryPoint[])[] {
  const segments: HistoryPoint[][] = []
  for (const [index, point] of points.entries()) {
    const before = points[index - 1]
    const isAlone = points.some((other) => other !== point && other.year === point.year)
    const wasAlone = before !== undefined && points.some((other) => other !== before && other.year === before.year)
    const isJoined = before !== undefined && point.year - before.year <= JOINED_YEARS && !isAlone && !wasAlone && !isBreak(point)
    if (isJoined) segments.at(-1)?.push(point)
    else segments.push([point])
  }
  return segments
}

function isBreak({ observations, isSuperseded }: HistoryPoint): boolean {
  return !isSuperseded && observations.some(({ supersession }) => supersession?.kind === 'redefinition')
}

/** Begin and end in years; what has one known end only is that one year. */
function yearsOf(period: Period): readonly [number, number] {
  if (period.type === 'fiscal-year' && period.start !== null) return [Number(period.start), Number(period.start) + 1]
  const { from, to } = daysOf({ ...period, start: period.start ?? period.end, end: period.end ?? period.start })
  return [fractionOf(from, 0), fractionOf(to, 1)]
}

function fractionOf(day: string, more: number): number {
  const year = Number(day.slice(0, 4))
  const [begin, next, at] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1), Date.parse(`${day}T00:00:00Z`) + more * 86_400_000]
  return year + (at - begin) / (next - begin)
}

/** A number for each source, from 1, in the order in which the values of the history come. */
export function sourceNumbers(observations: readonly Observation[]): ReadonlyMap<string, number> {
  const inOrder = observations.toSorted((a, b) => comparePeriods(a.period, b.period) || (a.series.id < b.series.id ? -1 : 1))
  return new Map([...new Set(inOrder.map(({ source }) => source.id))].map((id, index) => [id, index + 1]))
}
