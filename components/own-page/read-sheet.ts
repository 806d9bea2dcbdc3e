import type { Change } from '#lib/changes/compare.ts'
import type { FigureChange } from '#lib/changes/compare-figures.ts'

/** A sheet that somebody follows, or whose reading their account keeps, as their page shows it. */
export interface ReadSheet {
  readonly documentId: string
  readonly isFollowed: boolean
  /** Null if it is no longer published. */
  readonly slug: string | null
  /** Its name, or its id where nothing is known of it. */
  readonly heading: string
  /** The language it is written in. */
  readonly written: string
  /** The published state: its revision or, where editions are made, the number of the newest. */
  readonly revision: string | null
  readonly edition: number | null
  /** When it was last read; null if that is not known. */
  readonly lastReadAt: Date | null
  /** The edition that was last read then; null if none was made of it. */
  readonly lastEdition: number | null
  readonly isChanged: boolean
  /** What changed in it since; null if that can't be known any more, or is not shown because there is too much. */
  readonly difference: SheetDifference | null
}

/** What changed in a sheet: its figures, and its sentences. */
export interface SheetDifference {
  readonly figures: readonly FigureChange[]
  readonly sentences: readonly Change[]
}
