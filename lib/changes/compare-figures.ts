import type { Period } from '#lib/figures/period.ts'

/** A figure as one state of a sheet shows it. */
export interface ShownFigure {
  /** What it is called within the sheet's text. */
  readonly key: string
  readonly observation: ShownObservation
  /** The words that readers see. */
  readonly text: string
}

/** As much of an observation as tells it from others, and why it took another's place. */
export interface ShownObservation {
  readonly id: string
  readonly value: number | null
  readonly upperValue: number | null
  /** The unit's code. */
  readonly unit: string | null
  /** What is measured, and where: "Coca cultivation", "Peru". */
  readonly indicator: string | null
  readonly place: string | null
  /** For when the value holds. */
  readonly period: Period | null
  readonly supersedes: string | null
  readonly supersession: { readonly kind: string | null; readonly reason: string | null } | null
}

/** One side of a change. */
interface ChangedFigure {
  /** The observation's id. */
  readonly observation: string
  readonly text: string
  /** Not there in what was written down of an edition before this was. */
  readonly period?: Period | null
}

/** What became of a figure between two states of a sheet. */
export interface FigureChange {
  /** `changed`: another value stands where one stood, or took its place elsewhere. */
  readonly kind: 'changed' | 'added' | 'removed'
  readonly indicator: string | null
  readonly place: string | null
  readonly before: ChangedFigure | null
  readonly after: ChangedFigure | null
  /** Why the new observation took the old one's place, in its own words; null where it did not. */
  readonly why: { readonly kind: string | null; readonly reason: string | null } | null
}

/** What differs in the figures of two states, in the order in which the later one shows them; what is gone stands at the end.
 *  A figure is the same by its key; of the others, one that speaks of the same fact took another's place. */
export function compareFigures(before: readonly ShownFigure[], after: readonly ShownFigure[]): readonly FigureChange[] {
  const left = new Map(before.map((figure) => [figure.key, figure]))
  const matched = after.map((figure) => {
    const same = left.get(figure.key)
    left.delete(figure.key)
    return { figure, origin: same }
  })
  const changes = matched.flatMap(({ figure, origin }) => {
    const from = origin ?? takePredecessor(left, figure)
    return isSame(from, figure) ? [] : [changeOf(from, figure)]
  })
  return [...changes, ...[...left.values()].map((figure) => changeOf(figure, undefined))]
}

/** Whether an observation says anew what another said: of the same thing, place and time. */
function isOfOneFact(before: ShownObservation, after: ShownObservation): boolean {
  if (before.id === after.id || before.id === after.supersedes) return true
  return (
    after.indicator !== null &&
    before.indicator === after.indicator &&
    before.place === after.place &&
    isSamePeriod(before.period, after.period)
  )
}

/** A figure that is gone, and of whose fact `figure` speaks now. */
function takePredecessor(left: Map<string, ShownFigure>, { observation }: ShownFigure): ShownFigure | undefined {
  const found = [...left.values()].find((one) => isOfOneFact(one.observation, observation))
  if (found) left.delete(found.key)
  return found
}

/** Whether both say the same of the same: another wording of one value is no change of a figure. */
function isSame(before: ShownFigure | undefined, after: ShownFigure): boolean {
  if (!before) return false
  const [one, other] = [before.observation, after.observation]
  return (
    one.value === other.value &&
    one.upperValue === other.upperValue &&
    one.unit === other.unit &&
    one.indicator === other.indicator &&
    one.place === other.place &&
    isSamePeriod(one.period, other.period)
  )
}

/** Whether both are for the same time, however it is said; an unknown one is like another unknown one. */
export function isSamePeriod(one: Period | null, other: Period | null): boolean {
  return one?.start === other?.start && one?.end === other?.end
}

function changeOf(before: ShownFigure | undefined, after: ShownFigure | undefined): FigureChange {
  const { indicator = null, place = null } = after?.observation ?? before?.observation ?? {}
  const side = (figure: ShownFigure | undefined) =>
    figure ? { observation: figure.observation.id, text: figure.text, period: figure.observation.period } : null
  const supersedes = before && after && after.observation.supersedes === before.observation.id
  return {
    kind: before && after ? 'changed' : after ? 'added' : 'removed',
    indicator,
    place,
    before: side(before),
    after: side(after),
    why: supersedes ? after.observation.supersession : null,
  }
}
