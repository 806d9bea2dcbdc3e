import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** What the reporter writes: counts by vitest project. */
export interface Counts {
  readonly [project: string]: { passed: number; failed: number; notApplicable: string[] }
}

/** A test that passed and stands on a page of the docs: what it says of the lake, or of the site as a relying party. */
export interface Guarantee {
  readonly kind: 'contract' | 'relying party'
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

/** Where those tests are listed, beside the counts. */
export function guaranteesFile(countsFile: string): string {
  return join(dirname(countsFile), 'guarantees.json')
}

function guaranteesIn(file: TestModule): Guarantee[] {
  return [...file.children.allTests('passed')].flatMap((test) => {
    const kind = kindOf(file, test)
    if (!kind) return []
    const [subject = '', ...rest] = test.fullName.split(' > ')
    return [rest.length === 0 ? { kind, subject: 'other', title: subject } : { kind, subject, title: rest.join(': ') }]
  })
}

/** Tests of the OpenID Foundation's names count wherever they stand. */
function kindOf({ project, moduleId }: TestModule, { name }: TestCase): Guarantee['kind'] | null {
  if (project.name === 'contract') return 'contract'
  const isOurs = project.name === 'integration' && basename(moduleId).startsWith('relying-party-')
  return isOurs || name.startsWith('oidcc-client-test') ? 'relying party' : null
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
