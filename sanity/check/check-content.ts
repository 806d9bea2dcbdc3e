import { toObservations } from '../observation.ts'
import { checkFigures } from './check-figures.ts'
import { checkSheet, type NumberCounts } from './check-sheet.ts'
import { checkWholeness } from './check-wholeness.ts'
import type { Finding } from './finding.ts'
import { KnownFigures } from './known-figures.ts'
import type { SheetToCheck } from './sheet-to-check.ts'

/** What the check found, and what it went through. */
export interface CheckReport {
  readonly findings: readonly Finding[]
  readonly counts: NumberCounts & { readonly sheets: number; readonly observations: number }
}

/** Finds all that is wrong in the content, and what is worth a look. It is handed the sheets by parts, and keeps none of them. */
export class ContentCheck {
  readonly #known: KnownFigures
  readonly #today: string
  readonly #findings: Finding[]
  readonly #counts = { sheets: 0, observations: 0, figures: 0, claims: 0, unbound: 0, loose: 0 }

  /** @param observations all published ones, as a query of `OBSERVATION_FIELDS` gives them
   *  @param today `YYYY-MM-DD` */
  constructor(observations: readonly unknown[], today: string) {
    this.#known = new KnownFigures(toObservations(observations))
    this.#today = today
    this.#findings = [...checkFigures(this.#known), ...checkWholeness(observations)]
    this.#counts.observations = observations.length
  }

  addSheets(sheets: readonly SheetToCheck[]): void {
    for (const sheet of sheets) {
      const { findings, counts } = checkSheet(sheet, this.#known, this.#today)
      this.#findings.push(...findings)
      this.#counts.sheets += 1
      this.#counts.figures += counts.figures
      this.#counts.claims += counts.claims
      this.#counts.unbound += counts.unbound
      this.#counts.loose += counts.loose
    }
  }

  report(): CheckReport {
    return { findings: [...this.#findings], counts: { ...this.#counts } }
  }
}
