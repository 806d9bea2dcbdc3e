/** What is wrong, or worth a look. */
export const FINDING_KINDS = [
  'contradiction',
  'looseNumber',
  'failedClaim',
  'noSource',
  'incomplete',
  'circle',
  'edited',
  'disagreement',
  'superseded',
  'stale',
] as const

export type FindingKind = (typeof FINDING_KINDS)[number]

/** Where in the content something was found. */
export interface FindingPlace {
  /** As stored: of a draft, with `drafts.` before it. */
  readonly id: string
  readonly type: string
  /** Of the field, as the Studio writes it; empty for the document. */
  readonly path: string
  /** What stands there. */
  readonly words: string
}

/** One thing that the check found. */
export interface Finding {
  readonly kind: FindingKind
  /** An `error` is to be put right; a `notice` may stay. */
  readonly severity: 'error' | 'notice'
  readonly words: string
  /** What to do. */
  readonly advice: string
  /** Where it stands; of values that differ, each of them. */
  readonly places: readonly FindingPlace[]
}

/** The headings under which findings are listed. */
export const FINDING_TITLES: Readonly<Record<FindingKind, string>> = {
  contradiction: 'Contradictions',
  looseNumber: 'Numbers that are bound to nothing',
  failedClaim: 'Computed claims that do not follow from the figures',
  noSource: 'Figures without a source',
  incomplete: 'Figures that are not whole',
  circle: 'Figures that supersede each other in a circle',
  edited: 'Published figures that were edited in place',
  disagreement: 'Disagreements between series',
  superseded: 'Proposals: superseded figures in use',
  stale: 'Figures with a later value',
}
