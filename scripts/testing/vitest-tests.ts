import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Counts, type Guarantee, guaranteesFile } from './count-reporter.ts'
import { ROOT, runFile } from './program.ts'
import type { Tally } from './tally.ts'

/** The file with the counts of the last run. */
const COUNTS = join(ROOT, '.build/tests/vitest.json')

/** What the tests of one kind have shown in the last run. */
export async function guaranteesOfRun(kind: Guarantee['kind']): Promise<readonly Guarantee[]> {
  const all: readonly Guarantee[] = JSON.parse(await readFile(guaranteesFile(COUNTS), 'utf8'))
  return all.filter((guarantee) => guarantee.kind === kind)
}

/** Runs vitest projects, all in one run and with `environment` besides, of their files those that `files` names (else all), and counts by
 *  project. A run that ends without counts is one failure. */
export async function runVitest(
  projects: readonly string[],
  environment: Record<string, string> = {},
  files: readonly string[] = [],
): Promise<Tally[]> {
  const begin = performance.now()
  await rm(COUNTS, { force: true })
  const { code } = await runFile(
    'node_modules/vitest/vitest.mjs',
    [
      'run',
      ...files,
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter',
      'dot',
      '--reporter',
      './scripts/testing/count-reporter.ts',
    ],
    { show: true, environment: { ...environment, VITEST_COUNTS: COUNTS, CI: '1' } },
  )
  const seconds = (performance.now() - begin) / 1000
  const failure = (kind: string): Tally => ({ kind, passed: 0, failed: 1, seconds, notApplicable: [] })
  if (!existsSync(COUNTS)) return [failure(`${projects.join(', ')} (vitest did not finish)`)]
  const counts: Counts = JSON.parse(await readFile(COUNTS, 'utf8'))
  const tallies = Object.entries(counts).map(([kind, count]): Tally => ({ kind, ...count, seconds }))
  for (const project of projects) if (!counts[project]) tallies.push(failure(`${project} (no test ran)`))
  if (code !== 0 && tallies.every(({ failed }) => failed === 0)) tallies.push(failure(`vitest ended with code ${code}`))
  return tallies
}
