import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '#tests/support/database.ts'
import { runScript } from '#tests/support/start.ts'

let database: TestDatabase
let directory: string
let environment: Record<string, string>

beforeAll(async () => {
  database = await createDatabase()
  directory = await mkdtemp(join(tmpdir(), 'chancery-check-'))
  environment = { DATABASE_URL: database.url, DATA_DIR: directory }
})
afterAll(async () => {
  await database.drop()
  await rm(directory, { recursive: true })
})

const run = (...args: string[]) => runScript('scripts/content-check.ts', environment, { args })

test('An option that there is not is told how the command is used, and ends with another code than errors do', async () => {
  expect(await run('--force')).toEqual({ code: 2, output: expect.stringContaining('Usage: npm run content:check') })
}, 60_000)

test('A site without content has nothing wrong; the seed has its contradictions, which are errors, with counts of numbers', async () => {
  expect(await run()).toEqual({ code: 0, output: expect.stringContaining('0 errors, 0 notices') })
  await runScript('scripts/seed.ts', environment)
  const { code, output } = await run()
  expect(code).toBe(1)
  for (const line of [
    '17 fact sheets with their drafts, 349 published figures',
    'Numbers in texts: 141 figures, 59 claims, 193 marked as no figure, 0 bound to nothing',
    'Proposals: 1 open, 0 taken and to be published, 0 left',
    'Contradictions: 7 (error)',
    'Coca under cultivation, Peru, 2002',
    'Potential production of pure cocaine, Peru, 2015',
  ])
    expect(output).toContain(line)
}, 120_000)

test('With --json the whole report is printed as JSON', async () => {
  const { output } = await run('--json')
  const report = JSON.parse(output) as { findings: { kind: string }[]; counts: { observations: number } }
  expect(report.counts.observations).toBe(349)
  expect(report.findings.filter(({ kind }) => kind === 'contradiction')).toHaveLength(7)
}, 60_000)
