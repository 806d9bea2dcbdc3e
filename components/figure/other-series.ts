import type { Observation } from '#lib/figures/observation.ts'
import { isSamePeriod } from '#lib/figures/period.ts'
import { currentOf } from '#lib/figures/supersession.ts'

/** What other series say of the same thing at the same time, as it stands today. */
export function otherSeries(observation: Observation, known: readonly Observation[]): readonly Observation[] {
  return currentOf(known).filter(
    (other) =>
      other.series.id !== observation.series.id &&
      other.indicator.id === observation.indicator.id &&
      other.place.id === observation.place.id &&
      other.measure === observation.measure &&
      other.breakdown === observation.breakdown &&
      isSamePeriod(other.period, observation.period) &&
      (other.basePeriod && observation.basePeriod
        ? isSamePeriod(other.basePeriod, observation.basePeriod)
        : other.basePeriod === observation.basePeriod),
  )
}
