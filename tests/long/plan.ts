import { appendFileSync } from 'node:fs'

/** How much the long tests do: `npm run test:long -- --rounds=<kills> --seed=<number>`, handed over by scripts/test-long.ts. */
export const PLAN = {
  kills: Number(process.env['LONG_ROUNDS'] ?? 200),
  seed: Number(process.env['LONG_SEED'] ?? 1),
}

/** Keeps a sentence about what was measured for the page of the last result. */
export function note(sentence: string): void {
  console.info(sentence)
  const file = process.env['LONG_NOTES']
  if (file) appendFileSync(file, `${sentence}\n`)
}
