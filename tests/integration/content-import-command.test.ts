import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createDatabase, type TestDatabase } from '#tests/support/database.ts'
import { NAMED_RECORDS, sheetRecord, writeRecords } from '#tests/support/sheet-records.ts'
import { runScript } from '#tests/support/start.ts'

const SCRIPT = 'scripts/content-import.ts'
const root = fileURLToPath(new URL('../../', import.meta.url))

let database: TestDatabase
let directory: string
let environment: Record<string, string>

beforeAll(async () => {
  database = await createDatabase()
  directory = await mkdtemp(join(tmpdir(), 'chancery-import-'))
  environment = { DATABASE_URL: database.url, DATA_DIR: directory }
})
afterAll(async () => {
  await database.drop()
  await rm(directory, { recursive: true })
})

const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}, input = '') =>
  runScript(SCRIPT, { ...environment, ...more }, { args, input })

/** How many transactions have published each imported sheet. */
async function published(): Promise<ReadonlyMap<string, number>> {
  const { rows } = await database.pool.query<{ id: string; count: number }>(
    `select document_id as id, count(*)::int as count from lake.change where document_id like 'fact-sheet\\_%' group by 1`,
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}

const small = (slug: string) => writeRecords(join(directory, 'small.ndjson'), [...NAMED_RECORDS, sheetRecord(['One.'], { slug })])

test('Without a file, or with an option that there is not, the command says how it is used', async () => {
  for (const args of [[], ['a', '--force']])
    expect(await run(args)).toEqual({ code: 1, output: expect.stringContaining('Usage: npm run content:import -- FILE') })
}, 60_000)

test('Nothing is written until somebody says yes', async () => {
  const path = await small('asked-first')
  const { code, output } = await run([path])
  expect([code, output]).toEqual([1, expect.stringContaining('Nothing was written. Say yes with --yes where nobody can be asked.')])
  expect((await published()).has('fact-sheet_en_asked-first')).toBe(false)
  expect((await run([path], {}, 'import\n')).output).toContain('Done: 1 written.')
  expect((await published()).get('fact-sheet_en_asked-first')).toBe(1)
}, 120_000)

test('A dataset that there is not is said in a sentence, and content on hosted Sanity is left to its own tools', async () => {
  const path = await small('elsewhere')
  expect(await run([path, '--yes', '--dataset=nowhere'])).toEqual({ code: 1, output: expect.stringMatching(/nowhere/) })
  const hosted = { SANITY_PROJECT_ID: 'abc123', SANITY_DATASET: 'production' }
  expect(await run([path, '--yes'], hosted)).toEqual({ code: 1, output: expect.stringContaining('The content is on hosted Sanity') })
  expect((await published()).has('fact-sheet_en_elsewhere')).toBe(false)
}, 120_000)

test('Killed in the middle, the same command goes on, and publishes each version once', async () => {
  const slugs = Array.from({ length: 60 }, (_, index) => `killed-${index}`)
  const path = await writeRecords(join(directory, 'many.ndjson'), [
    ...NAMED_RECORDS,
    ...slugs.map((slug) => sheetRecord(['One.', 'Two.', 'Three.'], { slug })),
  ])
  const killed = async () => [...(await published())].filter(([id]) => id.includes('_killed-'))

  const child = spawn(process.execPath, [SCRIPT, path, '--yes'], {
    cwd: root,
    env: { NODE_ENV: 'production', ...environment },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  await vi.waitFor(async () => expect((await killed()).length).toBeGreaterThan(10), { timeout: 60_000, interval: 20 })
  child.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect((await killed()).length).toBeLessThan(slugs.length)

  expect((await run([path, '--yes'])).code).toBe(0)
  expect(Object.fromEntries(await killed())).toEqual(Object.fromEntries(slugs.map((slug) => [`fact-sheet_en_${slug}`, 3])))
  expect((await run([path, '--yes'])).output).toContain('60 unchanged')
}, 180_000)

test('A file of 2,000 sheets, larger than the memory that may be used, is read to its end', async () => {
  const path = join(directory, 'large.ndjson')
  const file = createWriteStream(path)
  const text = 'Words that fill a paragraph, to be read and let go. '.repeat(200)
  for (const record of NAMED_RECORDS) file.write(`${JSON.stringify(record)}\n`)
  for (let index = 0; index < 2_000; index += 1)
    if (!file.write(`${JSON.stringify(sheetRecord([text, `${text} More.`], { slug: `large-${index}` }))}\n`)) await once(file, 'drain')
  await once(file.end(), 'finish')
  // The file has 42 MB.
  expect(await runScript('tests/support/check-file-program.ts', { NODE_OPTIONS: '--max-old-space-size=32' }, { args: [path] })).toEqual({
    code: 0,
    output: '2000 sheets, 4000 states\n',
  })
}, 180_000)
