import type { Observation } from '#lib/figures/observation.ts'

/** Where in a sheet a superseded figure is used. */
export interface ProposalPlace {
  /** As the Studio writes it. */
  readonly path: string
  /** `figure`: the value itself stands there; `claim`: words or a figure rest on it. */
  readonly kind: 'figure' | 'claim'
  /** What readers see there, in the language of the sheet; of a claim, the value that it rests on. */
  readonly before: string
  /** What they would see. */
  readonly after: string
  /** The text before and after it, shortened; of a claim, the words that claim it stand between them. */
  readonly lead: string
  readonly claimed: string
  readonly tail: string
}

/** That one state of a sheet uses `from`, which others took the place of. */
export interface SheetProposal {
  readonly from: Observation
  /** What took its place, one after the other; the last stands today. At least one. */
  readonly successors: readonly Observation[]
  readonly to: Observation
  /** At least one. */
  readonly places: readonly ProposalPlace[]
}

/** That an editor left a sheet as it is. */
export interface ProposalAnswer {
  readonly id: string
  /** The id of the published sheet, and of both observations. */
  readonly sheet: string
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly answeredBy: string
  readonly answeredAt: string
}

/** What an editor of a sheet is asked: whether it is to say `to` where it says `from`. */
export interface Proposal extends SheetProposal {
  /** The id of the published sheet. */
  readonly sheet: string
  /** The document whose text it is about: the draft, where there is one. */
  readonly document: string
  readonly language: string
  /** `taken`: the draft says it no longer, what is published does. */
  readonly state: 'open' | 'taken' | 'left'
  /** Why it was left, and by whom; null if it was not. */
  readonly answer: ProposalAnswer | null
}
