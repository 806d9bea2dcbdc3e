import { FigureError } from './figure-error.ts'
import type { Observation } from './observation.ts'
import { comparePeriods } from './period.ts'

/** What lies between two levels of one series. */
export interface LevelChange {
  /** In the unit of the levels; a fall is negative. */
  readonly absolute: number
  /** Of the earlier level, not rounded; a fall is negative. */
  readonly percent: number
  readonly direction: 'up' | 'down' | 'same'
}

/**
 * How the level rose or fell from one observation to a later one.
 * @throws {FigureError} with the code `unlike-…` if they are not levels of one indicator, place, series, breakdown and unit, `range` if one of
 * them is a range, `reversed` if `to` is no later, `division-by-zero` if there is no percentage because the first is 0
 */
export function changeBetween(from: Observation, to: Observation): LevelChange {
  const absolute = differenceBetween(from, to)
  if (from.value === 0) {
    throw new FigureError(
      'division-by-zero',
      'The first value is 0, so no percentage can be computed from it. State the difference instead.',
    )
  }
  return { absolute, percent: (absolute / Math.abs(from.value)) * 100, direction: directionOf(absolute) }
}

/** By how much the level rose or fell, in its own unit; there is a difference also where there is no percentage.
 *  @throws {FigureError} as `changeBetween`, but for `division-by-zero` */
export function differenceBetween(from: Observation, to: Observation): number {
  demandLikeness(from, to)
  if (from.upperValue !== null || to.upperValue !== null) {
    throw new FigureError('range', 'A change can not be computed from a range. Choose observations with one value each.')
  }
  if (comparePeriods(from.period, to.period) >= 0) {
    throw new FigureError('reversed', 'The change must lead from an earlier period to a later one. Exchange the two observations.')
  }
  return to.value - from.value
}

/** @throws {FigureError} if the two do not measure the same */
function demandLikeness(a: Observation, b: Observation): void {
  const rules = [
    ['unlike-measures', a.measure === 'level' && b.measure === 'level', 'Only levels can be compared: choose no change and no goal.'],
    ['unlike-indicators', a.indicator.id === b.indicator.id, `${a.indicator.name} and ${b.indicator.name} are two indicators. Choose one.`],
    ['unlike-places', a.place.id === b.place.id, `${a.place.name} and ${b.place.name} are two places. Choose observations of one.`],
    [
      'unlike-series',
      a.series.id === b.series.id,
      `${a.series.name} and ${b.series.name} differ in method. Choose observations of one series.`,
    ],
    ['unlike-breakdowns', a.breakdown === b.breakdown, 'The observations are for different purposes or accounts. Choose one of them.'],
    ['unlike-units', a.unit.id === b.unit.id, `${a.unit.code} and ${b.unit.code} are two units. Choose observations in one unit.`],
  ] as const
  const broken = rules.find(([, holds]) => !holds)
  if (broken) throw new FigureError(broken[0], broken[2])
}

function directionOf(absolute: number): LevelChange['direction'] {
  if (absolute === 0) return 'same'
  return absolute > 0 ? 'up' : 'down'
}
