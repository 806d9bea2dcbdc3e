import type { Observation } from './observation.ts'
import { isSamePeriod, timeKey } from './period.ts'
import { currentOf } from './supersession.ts'

/** What is known of one figure at one time. */
export interface FigureAnswer {
  readonly observation: Observation
  /** The ids of all observations, this one among them, that say just this. */
  readonly same: readonly string[]
  /** What is said beside it of the same time: by other series, of other accounts, or against it. */
  readonly others: readonly Observation[]
}

/** What a question for a figure wants of it. */
export interface FigureQuestion {
  /** One year, the first and last of several, or none: then the newest value is meant. */
  readonly years: readonly number[]
  /** The code of a series; null for any. */
  readonly series: string | null
}

/**
 * The answer to `question` among the observations of one indicator in one place: what stands today, never what was superseded. Null if there is
 * none for just that time.
 */
export function answerFrom(observations: readonly Observation[], { years, series }: FigureQuestion): FigureAnswer | null {
  const fitting = currentOf(observations).filter((one) => (series === null || one.series.code === series) && isFor(one, years))
  const newest = fitting.toSorted(byTime)[0]
  if (!newest) return null
  const counts = Map.groupBy(observations, (one) => one.series.id)
  const length = (one: Observation): number => counts.get(one.series.id)?.length ?? 0
  // Of a year that was named, all that is known; else what is known of the newest time. The longest series first: a reader most likely knows it.
  // What has no breakdown is the whole.
  const [observation, ...others] = fitting
    .filter((one) => years.length > 0 || isSamePeriod(one.period, newest.period))
    .toSorted(
      (one, other) =>
        Number(one.period.type !== 'year') - Number(other.period.type !== 'year') ||
        Number(one.breakdown !== null) - Number(other.breakdown !== null) ||
        length(other) - length(one) ||
        (one.id < other.id ? -1 : 1),
    )
  if (!observation) return null
  const same = [observation, ...others].filter((other) => saidKey(other) === saidKey(observation))
  const different = new Map(others.filter((other) => !same.includes(other)).map((other) => [saidKey(other), other]))
  return { observation, same: same.map(({ id }) => id), others: [...different.values()] }
}

/** The newest first: by when it ends, then the shortest. A date that is only that of the source comes after one that the source states. */
function byTime(one: Observation, other: Observation): number {
  const [a, b] = [one.period, other.period]
  const [endA, endB] = [a.end ?? a.start ?? '', b.end ?? b.start ?? '']
  if (endA.slice(0, 4) !== endB.slice(0, 4)) return endA < endB ? 1 : -1
  return (
    Number(a.type === 'as-of') - Number(b.type === 'as-of') ||
    ((a.start ?? '') < (b.start ?? '') ? 1 : (a.start ?? '') > (b.start ?? '') ? -1 : 0)
  )
}

/** Whether an observation is for just the years that were asked for; a change is for the year that it leads to. */
function isFor({ period, measure }: Observation, years: readonly number[]): boolean {
  const [first, last = first] = years
  if (first === undefined || last === undefined) return true
  const [start, end] = [yearOf(period.start ?? period.end), yearOf(period.end ?? period.start)]
  return end === last && (start === first || (measure === 'change' && years.length === 1))
}

function yearOf(date: string | null): number | null {
  return date === null ? null : Number(date.slice(0, 4))
}

/** What an observation says: two sources may say the same. */
function saidKey({ value, upperValue, unit, series, breakdown, period, basePeriod }: Observation): string {
  return JSON.stringify([value, upperValue, unit.id, series.id, breakdown, timeKey(period), basePeriod && timeKey(basePeriod)])
}
