import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DirectoryStore } from '#lib/content-lake/assets/stores/directory-store.ts'
import { findDataDirectory } from '#lib/db/data-directory.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { parseEnvironment } from '#lib/env.ts'
import { runLake } from '#tests/support/lake.ts'
import { halves } from '#tests/support/pictures.ts'
import { makeDataDirectory } from '#tests/support/site.ts'
import { runScript } from '#tests/support/start.ts'

// The embedded database itself, filled by a lake that keeps its pictures in a directory elsewhere.

let directory: string
let elsewhere: string

beforeEach(async () => {
  directory = await makeDataDirectory()
  elsewhere = await mkdtemp(join(tmpdir(), 'chancery-elsewhere-'))
  const { path, programsPath } = findDataDirectory(parseEnvironment({ DATA_DIR: directory }))
  const server = await startEmbedded({ directory: path, programsDirectory: programsPath, configuration: { fsync: 'off' } })
  const pool = new Pool({ connectionString: server.url })
  // The server stops before the last connections have.
  pool.on('error', () => {})
  await migrate(pool)
  const lake = await runLake(
    server.url,
    { pool, assetsDirectory: join(directory, 'assets'), assetStore: new DirectoryStore(elsewhere) },
    async () => {
      await pool.end()
      await server.stop()
    },
  )
  await lake.client('editor').assets.upload('image', await halves(8, 8).png().toBuffer(), { filename: 'flag.png' })
  await lake.client('editor').assets.upload('file', Buffer.from('a file'), { filename: 'a.txt' })
  await lake.close()
  await mkdir(join(elsewhere, 'originals/aa'), { recursive: true })
  await writeFile(join(elsewhere, 'originals/aa', `${'a'.repeat(40)}.txt`), 'of another lake')
  await writeFile(join(elsewhere, 'somebody-elses'), '')
}, 60_000)

afterEach(async () => {
  for (const path of [directory, elsewhere]) await rm(path, { recursive: true, force: true })
})

const reset = (input: string) => runScript('scripts/reset.ts', { DATA_DIR: directory, ASSETS_DIR: elsewhere }, { input })
const kept = async () =>
  (await readdir(elsewhere, { recursive: true, withFileTypes: true })).flatMap((entry) => (entry.isFile() ? [entry.name] : [])).toSorted()

test('npm run reset says how many pictures and files it takes from ASSETS_DIR, and takes those that its own database lists alone', async () => {
  const before = await kept()
  expect(before).toHaveLength(5)
  const asked = await reset('no\n')
  expect(asked.output).toContain(`It also removes the 2 pictures and files that were uploaded here and lie in ${elsewhere}`)
  expect(asked.output).toContain('Nothing was removed.')
  expect(await kept()).toEqual(before)
  expect(await reset('reset\n')).toMatchObject({ code: 0, output: expect.stringContaining('are gone') })
  expect(await kept()).toEqual([`${'a'.repeat(40)}.txt`, 'somebody-elses', 'store-mark'])
  expect(existsSync(join(directory, 'database'))).toBe(false)
}, 120_000)

test('Where the database can’t say what is its own, npm run reset takes nothing from ASSETS_DIR and says so', async () => {
  await rm(join(directory, 'database', 'global'), { recursive: true, force: true })
  const before = await kept()
  const { code, output } = await reset('reset\n')
  expect(output).toContain(`What is in ${elsewhere} stays`)
  expect(code).toBe(0)
  expect(await kept()).toEqual(before)
  expect(existsSync(join(directory, 'database'))).toBe(false)
}, 120_000)
