import { toObservations } from '../observation.ts'
import { findProposals } from '../proposals/find-proposals.ts'
import type { ProposalAnswer } from '../proposals/proposal.ts'
import { ProposalBook } from '../proposals/proposal-book.ts'
import { checkFigures } from './check-figures.ts'
import { checkProposals } from './check-proposals.ts'
import { checkSheet, type NumberCounts } from './check-sheet.ts'
import { checkWholeness } from './check-wholeness.ts'
import type { Finding } from './finding.ts'
import { KnownFigures } from './known-figures.ts'
import type { SheetToCheck } from './sheet-to-check.ts'

/** What the check found, and what it went through. */
export interface CheckReport {
  readonly findings: readonly Finding[]
  readonly counts: NumberCounts & {
    readonly sheets: number
    readonly observations: number
    /** Superseded figures of sheets that nobody has answered yet; those taken in a draft that waits to be published; those left. */
    readonly proposals: { readonly open: number; readonly taken: number; readonly left: number }
  }
}

/** Finds all that is wrong in the content, and what is worth a look. It is handed the sheets by parts, and keeps none of them. */
export class ContentCheck {
  readonly #known: KnownFigures
  readonly #today: string
  readonly #findings: Finding[]
  readonly #proposals: ProposalBook
  readonly #counts = { sheets: 0, observations: 0, figures: 0, claims: 0, unbound: 0, loose: 0 }

  /** @param observations all published ones, as a query of `OBSERVATION_FIELDS` gives them
   *  @param today `YYYY-MM-DD`
   *  @param answers what editors have answered to proposals */
  constructor(observations: readonly unknown[], today: string, answers: readonly ProposalAnswer[] = []) {
    this.#known = new KnownFigures(toObservations(observations))
    this.#today = today
    this.#proposals = new ProposalBook(answers)
    this.#findings = [...checkFigures(this.#known), ...checkWholeness(observations)]
    this.#counts.observations = observations.length
  }

  addSheets(sheets: readonly SheetToCheck[]): void {
    for (const sheet of sheets) {
      const { findings, counts } = checkSheet(sheet, this.#known, this.#today)
      this.#findings.push(...findings)
      this.#proposals.add(sheet._id, sheet.language ?? 'en', findProposals(sheet, this.#known))
      this.#counts.sheets += 1
      this.#counts.figures += counts.figures
      this.#counts.claims += counts.claims
      this.#counts.unbound += counts.unbound
      this.#counts.loose += counts.loose
    }
  }

  report(): CheckReport {
    const proposals = this.#proposals.proposals()
    const count = (wanted: string) => proposals.filter(({ state }) => state === wanted).length
    return {
      findings: [...this.#findings, ...checkProposals(proposals)],
      counts: { ...this.#counts, proposals: { open: count('open'), taken: count('taken'), left: count('left') } },
    }
  }
}
