import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'
import { NOT_APPLICABLE } from './count-reporter.ts'
import { ROOT, runFile } from './program.ts'
import type { Tally } from './tally.ts'

/** Runs `projects` of Playwright's on the built site and counts by project. A run that ends without a report is one failure. */
export async function runPlaywright(projects: readonly string[]): Promise<Tally[]> {
  const begin = performance.now()
  const file = join(ROOT, '.build/tests/playwright.json')
  await rm(file, { force: true })
  const chosen = projects.map((project) => `--project=${project}`)
  const { code } = await runFile('node_modules/@playwright/test/cli.js', ['test', ...chosen, '--reporter', 'dot,json'], {
    show: true,
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, CI: '1' },
  })
  const seconds = (performance.now() - begin) / 1000
  const failure = (kind: string): Tally => ({ kind, passed: 0, failed: 1, seconds, notApplicable: [] })
  if (!existsSync(file)) return [failure('playwright (did not finish)')]
  const { suites, errors }: JSONReport = JSON.parse(await readFile(file, 'utf8'))
  const tallies = new Map<string, { passed: number; failed: number; notApplicable: string[] }>()
  for (const spec of suites.flatMap(specsOf)) countSpec(spec, tallies)
  const result = [...tallies].map(([kind, count]): Tally => ({ kind, ...count, seconds }))
  if (errors.length > 0) result.push({ ...failure('outside of tests'), failed: errors.length })
  if (code !== 0 && result.every(({ failed }) => failed === 0)) result.push(failure(`playwright ended with code ${code}`))
  return result
}

function specsOf(suite: JSONReportSuite): JSONReportSpec[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]
}

function countSpec(spec: JSONReportSpec, tallies: Map<string, { passed: number; failed: number; notApplicable: string[] }>) {
  for (const test of spec.tests) {
    const count = tallies.get(test.projectName) ?? { passed: 0, failed: 0, notApplicable: [] }
    tallies.set(test.projectName, count)
    const reason = test.annotations.find(({ type }) => type === 'skip')?.description
    if (test.status === 'expected') count.passed += 1
    else if (test.status === 'skipped' && reason?.startsWith(NOT_APPLICABLE)) count.notApplicable.push(`${spec.title}: ${reason}`)
    else {
      count.failed += 1
      if (test.status === 'skipped') console.log(`Skipped, which counts as failed: ${spec.title}`)
    }
  }
}
