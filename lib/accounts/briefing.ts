/** A page of one's own as it was on a day, complete in itself: every sheet with the edition that it was made from, every figure with its source.
 *  Texts are in the language of the page, addresses whole. */
export interface Briefing {
  readonly name: string
  readonly language: string
  /** ISO 8601. */
  readonly madeAt: string
  readonly sheets: readonly BriefingSheet[]
  readonly figures: readonly BriefingFigure[]
  readonly saved: readonly BriefingPassage[]
}

export interface BriefingSheet {
  readonly heading: string
  readonly language: string
  /** Of the edition. */
  readonly address: string
  readonly edition: number
  /** ISO 8601. */
  readonly publishedAt: string
  /** What changed since it was last read: "46,500 ha → 49,800 ha". */
  readonly changes: readonly string[]
}

export interface BriefingFigure {
  readonly subject: string
  readonly value: string
  readonly period: string
  readonly source: string
  readonly address: string
}

export interface BriefingPassage {
  readonly exact: string
  readonly language: string
  readonly citation: string
  /** Empty where there is none, or none is to be shown. */
  readonly note: string
}
