import type { Observation } from './observation.ts'
import { endsLater } from './period.ts'
import { currentOf } from './supersession.ts'

/** Why a figure should be looked at again. */
export type StaleReason =
  | { readonly kind: 'later'; readonly observation: Observation }
  | { readonly kind: 'superseded'; readonly observation: Observation }
  | { readonly kind: 'review'; readonly dueOn: string }

/**
 * Why a figure that shows `observation` is stale; empty if it is not. A later period of the same thing and series is known among `known`, or
 * it was superseded, or its review was due before `today` (both dates `YYYY-MM-DD`; null if no review is planned).
 */
export function findStaleness(
  observation: Observation,
  known: readonly Observation[],
  review: { readonly today: string; readonly dueOn: string | null },
): readonly StaleReason[] {
  const reasons: StaleReason[] = []
  const successor = known.find(({ supersedes }) => supersedes === observation.id)
  if (successor) reasons.push({ kind: 'superseded', observation: successor })
  const latest = currentOf(known)
    .filter((other) => isOfSameRow(other, observation) && endsLater(other.period, observation.period))
    .reduce<Observation | null>((last, other) => (last === null || endsLater(other.period, last.period) ? other : last), null)
  if (latest) reasons.push({ kind: 'later', observation: latest })
  if (review.dueOn !== null && review.dueOn < review.today) reasons.push({ kind: 'review', dueOn: review.dueOn })
  return reasons
}

/** Whether both are of one indicator, place, measure, series and breakdown, so that one may continue the other. */
export function isOfSameRow(a: Observation, b: Observation): boolean {
  return (
    a.indicator.id === b.indicator.id &&
    a.place.id === b.place.id &&
    a.measure === b.measure &&
    a.series.id === b.series.id &&
    a.breakdown === b.breakdown
  )
}
