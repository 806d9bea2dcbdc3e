import type { Claim } from '#lib/figures/claim.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { isOfSameRow } from '#lib/figures/stale.ts'
import { currentOf, findSuperseded } from '#lib/figures/supersession.ts'

/** All published observations, so arranged that a sheet's figures are looked up without going through all of them. */
export class KnownFigures {
  readonly all: readonly Observation[]
  readonly #byId: ReadonlyMap<string, Observation>
  readonly #successors: ReadonlyMap<string, Observation>
  readonly #bySubject: ReadonlyMap<string, readonly Observation[]>
  readonly #currentBySubject: ReadonlyMap<string, readonly Observation[]>

  constructor(all: readonly Observation[]) {
    this.all = all
    this.#byId = new Map(all.map((observation) => [observation.id, observation]))
    this.#successors = findSuperseded(all)
    this.#bySubject = Map.groupBy(all, subjectOf)
    this.#currentBySubject = Map.groupBy(currentOf(all), subjectOf)
  }

  get(id: string): Observation | undefined {
    return this.#byId.get(id)
  }

  /** The observations that took the place of the one with this id, each that of the one before, the one that stands today at the end; none if it
   *  stands itself, is unknown, or is in a circle. */
  successorsOf(id: string): readonly Observation[] {
    const chain: Observation[] = []
    const seen = new Set([id])
    for (let next = this.#successors.get(id); next; next = this.#successors.get(next.id)) {
      if (seen.has(next.id)) return []
      seen.add(next.id)
      chain.push(next)
    }
    return chain
  }

  /** What stands beside `observation` when it is asked whether it is stale: the current ones of its row, and its successor. */
  besides(observation: Observation): readonly Observation[] {
    const row = (this.#currentBySubject.get(subjectOf(observation)) ?? []).filter((other) => isOfSameRow(other, observation))
    const successor = this.#successors.get(observation.id)
    return successor && !row.includes(successor) ? [...row, successor] : row
  }

  /** All observations of the indicators and places that `claim` names, and of what took the place of those. */
  behind(claim: Claim): readonly Observation[] {
    const subjects = new Set<string>()
    for (const named of claim.observations) {
      const seen = new Set<string>()
      for (let id: string | undefined = named; id !== undefined && !seen.has(id); id = this.#successors.get(id)?.id) {
        seen.add(id)
        const observation = this.#byId.get(id)
        if (observation) subjects.add(subjectOf(observation))
      }
    }
    return [...subjects].flatMap((subject) => this.#bySubject.get(subject) ?? [])
  }
}

function subjectOf({ indicator, place }: Observation): string {
  return `${indicator.id}\n${place.id}`
}
