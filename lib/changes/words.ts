import { diffArrays } from 'diff'

/** A run of words in a sentence that was reworded. */
export interface WordRun {
  readonly kind: 'kept' | 'removed' | 'added'
  readonly text: string
}

/** How the words of `before` became those of `after`, as runs in reading order; removed words stand before those that replace them. */
export function compareWords(before: string, after: string, language: string): readonly WordRun[] {
  // By whole words, so that of a number no digits are kept: "46,500" did not become "46,650" by its end alone.
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  const wordsOf = (sentence: string): string[] => Array.from(segmenter.segment(sentence), ({ segment }) => segment)
  return mergeRuns(
    diffArrays(wordsOf(before), wordsOf(after)).map(({ value, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'kept',
      text: value.join(''),
    })),
  )
}

/** How much of two sentences is the same, from 0 to 1, counted in characters of words that both have in the same order. */
export function similarity(before: string, after: string, language: string): number {
  const kept = compareWords(before, after, language)
    .filter(({ kind }) => kind === 'kept')
    .reduce((sum, { text }) => sum + text.trim().length, 0)
  return (2 * kept) / (before.length + after.length || 1)
}

/** Between two changed runs a lone space or comma says nothing: "46,500" became "49,800" as a whole, not digit groups of it. */
function mergeRuns(runs: readonly WordRun[]): readonly WordRun[] {
  const merged: WordRun[] = []
  let removed = ''
  let added = ''
  const flush = (): void => {
    if (removed !== '') merged.push({ kind: 'removed', text: removed })
    if (added !== '') merged.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  for (const [index, run] of runs.entries()) {
    const isBetween = (removed !== '' || added !== '') && runs[index + 1] !== undefined && /^[\s.,]$/.test(run.text)
    if (run.kind === 'kept' && !isBetween) {
      flush()
      merged.push(run)
      continue
    }
    if (run.kind !== 'added') removed += run.text
    if (run.kind !== 'removed') added += run.text
  }
  flush()
  return merged
}
