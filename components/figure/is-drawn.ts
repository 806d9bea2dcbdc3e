import type { Observation } from '#lib/figures/observation.ts'

/** Whether values make a picture: one value has no history, a rank above another is the lower one, and two units share no axis. */
export function isDrawn(observations: readonly Observation[]): boolean {
  return (
    new Set(observations.map(({ value }) => value)).size > 1 &&
    observations.every(({ unit }) => unit.kind !== 'rank') &&
    new Set(observations.map(({ unit }) => unit.id)).size === 1
  )
}
