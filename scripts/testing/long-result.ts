import type { Tally } from './tally.ts'
import { report, totalLine } from './tally.ts'

/** What a long run was asked for and what came of it. */
export interface LongRun {
  readonly date: Date
  readonly rounds: number
  readonly seed: number
  readonly tallies: readonly Tally[]
  /** What the tests measured, a sentence each. */
  readonly notes: readonly string[]
}

/** The page of the docs that says what the last long run came to. */
export function resultPage({ date, rounds, seed, tallies, notes }: LongRun): string {
  const lines = [
    '# The last long run',
    '',
    'Written by `npm run test:long`; [durability.md](durability.md) says what it does.',
    '',
    `- ${date.toISOString().slice(0, 10)}: **${totalLine(tallies)}**, ${rounds} kills, seed ${seed}.`,
    ...report(tallies)
      .split('\n')
      .map((line) => `- ${line.trim()}`),
    ...notes.map((note) => `- ${note}`),
    '',
  ]
  return lines.join('\n')
}
