import type { Observation } from './observation.ts'

/** For the id of each observation that has been superseded: the one that took its place. */
export function findSuperseded(observations: readonly Observation[]): ReadonlyMap<string, Observation> {
  const known = new Set(observations.map(({ id }) => id))
  return new Map(
    observations.flatMap((successor) =>
      successor.supersedes !== null && known.has(successor.supersedes) ? [[successor.supersedes, successor] as const] : [],
    ),
  )
}

/** The observations that no other has taken the place of. Of those that supersede each other in a circle all are current: none can be chosen. */
export function currentOf(observations: readonly Observation[]): readonly Observation[] {
  const superseded = findSuperseded(observations)
  const inCircle = new Set(findCircles(observations).flat())
  return observations.filter(({ id }) => !superseded.has(id) || inCircle.has(id))
}

/** What stands today for the observation with this id: itself, or the last that superseded it. Undefined if it is unknown or in a circle. */
export function successorOf(id: string, observations: readonly Observation[]): Observation | undefined {
  const superseded = findSuperseded(observations)
  const seen = new Set<string>()
  let current = observations.find((candidate) => candidate.id === id)
  while (current) {
    if (seen.has(current.id)) return undefined
    seen.add(current.id)
    const next = superseded.get(current.id)
    if (!next) return current
    current = next
  }
  return undefined
}

/** Observations that supersede each other in a circle, by id, each circle once and in the order of `supersedes`. */
export function findCircles(observations: readonly Observation[]): readonly (readonly string[])[] {
  const supersedes = new Map(observations.map(({ id, supersedes: earlier }) => [id, earlier]))
  const done = new Set<string>()
  const circles: string[][] = []
  for (const { id: start } of observations) {
    const path: string[] = []
    let id: string | null = start
    while (id !== null && supersedes.has(id) && !done.has(id)) {
      done.add(id)
      path.push(id)
      id = supersedes.get(id) ?? null
    }
    const entry = id === null ? -1 : path.indexOf(id)
    if (entry !== -1) circles.push(path.slice(entry))
  }
  return circles
}
