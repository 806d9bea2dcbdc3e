import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { isBuilt } from './site/build-inputs.ts'
import { findChromium } from './testing/chromium.ts'
import { resultPage } from './testing/long-result.ts'
import { runPlaywright } from './testing/playwright-tests.ts'
import { ROOT, runFile } from './testing/program.ts'
import { report, totalLine } from './testing/tally.ts'
import { runVitest } from './testing/vitest-tests.ts'

/** Where the last result stands. */
const RESULT = 'docs/durability-result.md'
/** Where the tests write what they measured. */
const NOTES = join(ROOT, '.build/tests/long-notes.txt')

const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } })
const whole = z.coerce.number().int().positive()
const rounds = whole.parse(values.rounds ?? '200')
const seed = whole.parse(values.seed ?? String(Date.now() % 1_000_000_000))

console.info(`${rounds} kills, seed ${seed}; the same again: npm run test:long -- --rounds=${rounds} --seed=${seed}`)
if (!isBuilt()) await build()
await mkdir(join(NOTES, '..'), { recursive: true })
await rm(NOTES, { force: true })
process.env['CHROMIUM'] = (await findChromium()).path
const tallies = [
  ...(await runVitest(['long'], { LONG_ROUNDS: String(rounds), LONG_SEED: String(seed), LONG_NOTES: NOTES })),
  ...(await runPlaywright(['long'])).map((tally) => ({ ...tally, kind: 'the Studio in Chromium' })),
]
const notes = (await readFile(NOTES, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
await writeFile(join(ROOT, RESULT), resultPage({ date: new Date(), rounds, seed, tallies, notes }))
console.info(`\n${report(tallies)}`)
console.info(totalLine(tallies))
process.exitCode = tallies.some(({ failed }) => failed > 0) ? 1 : 0

async function build(): Promise<void> {
  console.info('Building the site…')
  const { code, output } = await runFile('scripts/build.ts', [])
  if (code === 0) return
  console.info(`${output}\n0 passed, 1 failed`)
  process.exit(1)
}
