import type { Observation } from './observation.ts'
import { comparePeriods, timeKey } from './period.ts'
import { currentOf } from './supersession.ts'

/** Observations of one thing at one time that say different values, in the order given. */
export interface Conflict {
  readonly observations: readonly Observation[]
  /** False if one of the sources names no year, so that the time is that of the source: the values may be about different years. */
  readonly isPeriodStated: boolean
}

/**
 * Values of one series that can't all be right: same indicator, place, measure, period, base period, series and breakdown, but different
 * values, none superseded. For editors to resolve.
 */
export function findContradictions(observations: readonly Observation[]): readonly Conflict[] {
  return groupsOf(observations, (observation) => `${topicKey(observation)}\n${observation.series.id}`).filter(
    (group) => new Set(group.observations.map(valueKey)).size > 1,
  )
}

/** Values of different series about one thing at one time. Their methods differ, so this is no error, and everyone is shown it. */
export function findDisagreements(observations: readonly Observation[]): readonly Conflict[] {
  return groupsOf(observations, topicKey).filter(({ observations: group }) => {
    const valuesBySeries = Map.groupBy(group, ({ series }) => series.id)
    const sets = Array.from(valuesBySeries.values(), (values) => [...new Set(values.map(valueKey))].toSorted().join(' '))
    return new Set(sets).size > 1
  })
}

/** What two values are about if they can be compared: all but series and value. */
function topicKey({ indicator, place, measure, period, basePeriod, breakdown }: Observation): string {
  return [indicator.id, place.id, measure, timeKey(period), basePeriod ? timeKey(basePeriod) : '', breakdown ?? ''].join('\n')
}

/** Two units can't be compared, so that a value in another unit is another value. A printed hedge makes no other value. */
function valueKey({ value, upperValue, unit }: Observation): string {
  return `${value}–${upperValue ?? ''} ${unit.id}`
}

function groupsOf(observations: readonly Observation[], keyOf: (observation: Observation) => string): readonly Conflict[] {
  const groups = Map.groupBy(currentOf(observations), keyOf)
  return Array.from(groups.values(), (group) => ({
    observations: group,
    isPeriodStated: group.every(({ period }) => period.type !== 'as-of'),
  })).toSorted((a, b) => compareFirst(a.observations, b.observations))
}

function compareFirst([a]: readonly Observation[], [b]: readonly Observation[]): number {
  if (!a || !b) return 0
  return a.indicator.name.localeCompare(b.indicator.name) || a.place.name.localeCompare(b.place.name) || comparePeriods(a.period, b.period)
}
