import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { passesPlain } from './plain-groq.ts'
import { resultsPage } from './results-page.ts'
import { type Failure, runSuite } from './run-suite.ts'
import { serveSuite } from './suite-lakes.ts'
import { readSuite, type SuiteDataset, type SuiteTest } from './suite.ts'

const page = new URL('../../docs/groq-conformance.md', import.meta.url)

/** Runs the whole suite in `file` on a lake of its own, tells of each failure and writes the page of the documentation.
 *  Resolves to how many fail without a reason. */
export async function runConformance(file: string, say: (line: string) => void): Promise<number> {
  const { datasets, tests } = readSuite(file)
  const failures = await onLakes(datasets, tests)
  for (const { test, reason, got } of failures)
    say(`${reason}: ${test._id} (${test.filename}): ${test.query.trim()}\n  ${JSON.stringify(got).slice(0, 500)}`)
  const plain: Failure[] = []
  for (const failure of failures) {
    const dataset = datasets.find(({ _id }) => _id === failure.test.dataset._ref)
    if (await passesPlain(failure.test, dataset)) plain.push(failure)
  }
  await writeFile(page, resultsPage(tests, failures, plain, new Date().toISOString().slice(0, 10)))
  for (const { test } of plain) say(`groq-js alone passes ${test._id}`)
  const wrong = failures.filter(({ reason }) => reason === 'wrong').length
  say(
    `${tests.length - failures.length} of ${tests.length} pass; ${wrong} fail without a reason, ${plain.length} that groq-js alone passes.`,
  )
  return wrong + plain.length
}

async function onLakes(datasets: readonly SuiteDataset[], tests: readonly SuiteTest[]): Promise<Failure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'chancery-conformance-'))
  // PostgreSQL does not run as root: who runs it then must be able to enter.
  await chmod(directory, 0o711)
  const database = await startEmbedded({ directory, programsDirectory: join(directory, 'programs'), configuration: { fsync: 'off' } })
  const pool = new Pool({ connectionString: database.url, max: 10 })
  // Its server may end before its connections do.
  pool.on('error', () => undefined)
  try {
    await migrate(pool)
    const lakes = await serveSuite(pool, datasets)
    try {
      return await runSuite(lakes, datasets, tests)
    } finally {
      await lakes.close()
    }
  } finally {
    await pool.end()
    await database.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
