/** Where a value was published here, from one edition of a sheet to another. */
export interface Publication {
  readonly observationId: string
  /** The address of the first edition that showed it. */
  readonly address: string
  readonly firstEdition: number
  readonly lastEdition: number
  readonly from: Date
  /** Null while it stands there. */
  readonly until: Date | null
  /** As readers saw it, in the language of the sheet. */
  readonly text: string
  readonly language: string
  /** What took its place in the sheet, and why, where that was said. */
  readonly successor: { readonly observationId: string; readonly text: string } | null
  readonly why: { readonly kind: string | null; readonly reason: string | null } | null
}

/** Columns of a table of observations that say when each was published here: first, and until when at last; empty while it stands in any sheet, or if it
 *  never did. */
export const PUBLICATION_COLUMNS: readonly (readonly [name: string, of: (publications: readonly Publication[]) => string | null])[] = [
  ['first_published_here', (publications) => timeText(Math.min(...publications.map(({ from }) => from.getTime())))],
  ['published_here_until', (publications) => timeText(Math.max(...publications.map(({ until }) => until?.getTime() ?? Infinity)))],
  ['published_in', (publications) => publications.map(({ address }) => address).join(' ') || null],
]

/** Publications by the observation that they are of. */
export function byObservation(publications: readonly Publication[]): ReadonlyMap<string, readonly Publication[]> {
  return Map.groupBy(publications, ({ observationId }) => observationId)
}

function timeText(time: number): string | null {
  return Number.isFinite(time) ? new Date(time).toISOString() : null
}
