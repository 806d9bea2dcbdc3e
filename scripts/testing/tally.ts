/** What one kind of test came to. */
export interface Tally {
  readonly kind: string
  readonly passed: number
  readonly failed: number
  readonly seconds: number
  /** Tests for which data or rights are absent here, each with the reason. */
  readonly notApplicable: readonly string[]
}

/** The last line of a run over all its kinds. */
export function totalLine(tallies: readonly Tally[]): string {
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0)
  return `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed`
}

/** One line a kind, and one for each test that does not apply here. */
export function report(tallies: readonly Tally[]): string {
  return tallies
    .flatMap(({ kind, passed, failed, seconds, notApplicable }) => [
      `${kind}: ${passed} passed, ${failed} failed (${Math.round(seconds)} s)`,
      ...notApplicable.map((reason) => `  ${reason}`),
    ])
    .join('\n')
}
