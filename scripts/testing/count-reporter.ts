import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** What the reporter writes: counts by vitest project. */
export interface Counts {
  readonly [project: string]: { passed: number; failed: number; notApplicable: string[] }
}

/** A contract test that passed: what it says of the lake. */
export interface Guarantee {
  /** The title of the suite it stands in, such as `listen`. */
  readonly subject: string
  readonly title: string
}

/** How a test that can't run here begins the note of its `skip`; any other skipped test is a failure. */
export const NOT_APPLICABLE = 'not applicable: '

/** Counts tests by project into the file that VITEST_COUNTS names. A file that does not load and an error outside of a test count as failures. */
export default class CountReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const counts: { -readonly [Project in keyof Counts]: Counts[Project] } = {}
    const ofProject = (name: string) => (counts[name] ??= { passed: 0, failed: 0, notApplicable: [] })
    for (const file of modules) {
      const count = ofProject(file.project.name)
      count.failed += file.errors().length
      for (const suite of file.children.allSuites()) count.failed += suite.errors().length
      for (const test of file.children.allTests()) countTest(test, count)
    }
    if (errors.length > 0) ofProject('outside of tests').failed += errors.length
    const path = process.env['VITEST_COUNTS']
    if (!path) return
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, JSON.stringify(counts))
    await writeFile(guaranteesFile(path), JSON.stringify(modules.flatMap(guaranteesIn)))
  }
}

/** Where the contract tests that passed are listed, beside the counts. */
export function guaranteesFile(countsFile: string): string {
  return join(dirname(countsFile), 'guarantees.json')
}

function guaranteesIn(file: TestModule): Guarantee[] {
  if (file.project.name !== 'contract') return []
  return [...file.children.allTests('passed')].map(({ fullName }) => {
    const [subject = '', ...rest] = fullName.split(' > ')
    return rest.length === 0 ? { subject: 'other', title: subject } : { subject, title: rest.join(': ') }
  })
}

function countTest(test: TestCase, count: Counts[string]) {
  const result = test.result()
  if (result.state === 'passed') count.passed += 1
  else if (result.state === 'skipped' && result.note?.startsWith(NOT_APPLICABLE))
    count.notApplicable.push(`${test.fullName}: ${result.note}`)
  else {
    count.failed += 1
    if (result.state === 'skipped') console.log(`Skipped, which counts as failed: ${test.fullName}`)
  }
}
