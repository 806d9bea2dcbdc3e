import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdDataDirectory } from '#lib/db/hold.ts'
import { createDatabase } from '#tests/support/database.ts'
import { runScript } from '#tests/support/start.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'chancery-test-'))
  chmodSync(directory, 0o711)
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** Starts the site, which is to be refused: it says one sentence, ends with 1, and shows no stack trace. */
async function refusal(environment: Readonly<Record<string, string>>): Promise<string> {
  const { code, output } = await runScript('scripts/serve.ts', { DATA_DIR: directory, ...environment })
  expect(output).not.toMatch(/^\s+at /m)
  expect(code).toBe(1)
  return output.trim().split('\n').at(-1) ?? ''
}

const PUBLIC = { SITE_URL: 'https://facts.example.org', AUTH_SECRET: 'a'.repeat(32) }

test.each([
  [{ PORT: 'http' }, 'PORT must be a whole number from 1 to 65535.'],
  [{ SITE_URL: 'https://facts.example.org/peru' }, 'AUTH_SECRET must be set for a public SITE_URL'],
  [{ SITE_URL: 'https://facts.example.org', SIGN_IN: 'off' }, 'AUTH_SECRET must be set for a public SITE_URL'],
  [PUBLIC, 'Nobody could sign in: this is a public address and no provider is set'],
  [{ HOST: '0.0.0.0' }, 'Nobody could sign in'],
  [{ ...PUBLIC, GOOGLE_CLIENT_ID: 'id' }, 'GOOGLE_CLIENT_ID is set, but GOOGLE_CLIENT_SECRET is missing.'],
  [{ MICROSOFT_CLIENT_SECRET: 'secret' }, 'MICROSOFT_CLIENT_SECRET is set, but MICROSOFT_CLIENT_ID is missing.'],
  [{ LOGIN_GOV_CLIENT_ID: 'id' }, 'LOGIN_GOV_CLIENT_ID is set, but LOGIN_GOV_PRIVATE_KEY_FILE is missing.'],
  [{ APPLE_CLIENT_ID: 'id', APPLE_TEAM_ID: 't', APPLE_KEY_ID: 'k' }, 'APPLE_CLIENT_ID is set, but APPLE_PRIVATE_KEY_FILE is missing.'],
  [{ GITHUB_CLIENT_ID: 'id' }, 'GITHUB_CLIENT_ID is set, but GITHUB_CLIENT_SECRET is missing.'],
  [{ OPENID_ISSUER: 'https://id.example.org' }, 'OPENID_ISSUER is set, but OPENID_CLIENT_ID is missing.'],
])('A start with %j is refused before anything is made', async (environment, sentence) => {
  expect(await refusal(environment)).toContain(sentence)
  expect(readdirSync(directory)).toEqual([])
})

test('A second start on the same data is refused, naming the first, which goes on', async () => {
  const hold = holdDataDirectory(directory, 'The site at http://localhost:3000')
  expect(await refusal({})).toBe(
    `The site at http://localhost:3000 (process ${process.pid}) is using the data in ${directory}: stop it first, or set DATA_DIR to another directory.`,
  )
  expect(existsSync(join(directory, 'database'))).toBe(false)
  hold.release()
})

test.each(['PORT', 'DEMO_PROVIDER_PORT'])('A start on a port in use is refused, saying that %s says which', async (setting) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  expect(await refusal({ [setting]: String(port) })).toBe(
    `Port ${port} is in use by another program: stop that one, or set ${setting} to another port.`,
  )
  expect(existsSync(join(directory, 'database'))).toBe(false)
  other.close()
})

test('A data directory that cannot be made is named', async () => {
  writeFileSync(join(directory, 'file'), '')
  const path = join(directory, 'file', 'data')
  expect(await refusal({ DATA_DIR: path })).toContain(`The data directory ${path} cannot be used (ENOTDIR)`)
})

test('A data directory that may not be written is named', async ({ skip }) => {
  skip(process.getuid?.() === 0, 'not applicable: root may write everywhere')
  chmodSync(directory, 0o500)
  expect(await refusal({})).toContain(`The data directory ${directory} cannot be used (EACCES)`)
})

test('A database of another major version is named and left alone', async () => {
  mkdirSync(join(directory, 'database'))
  writeFileSync(join(directory, 'database', 'PG_VERSION'), '17\n')
  expect(await refusal({})).toContain(
    `${join(directory, 'database')} was made by PostgreSQL 17, and this is PostgreSQL 18: it was left alone`,
  )
  expect(readdirSync(join(directory, 'database'))).toEqual(['PG_VERSION'])
})

test('Damaged secrets are named, not replaced', async () => {
  writeFileSync(join(directory, 'secrets.json'), '{')
  expect(await refusal({})).toContain(`${join(directory, 'secrets.json')} is damaged`)
  expect(readFileSync(join(directory, 'secrets.json'), 'utf8')).toBe('{')
})

test('A database with migrations of a newer version is left alone', async () => {
  const { url, pool, drop } = await createDatabase()
  await pool.query(`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('of a later version', 9999999999999)`)
  expect(await refusal({ DATABASE_URL: url })).toContain('The database was made by another version of this site')
  expect((await pool.query('SELECT * FROM lake.document')).rows).toEqual([])
  await drop()
})

test("An operator's own database that does not answer is said, without its password", async () => {
  const output = await refusal({ DATABASE_URL: 'postgresql://site:hunter2@127.0.0.1:1/facts' })
  expect(output).toMatch(/^The database at 127\.0\.0\.1:1, "facts", cannot be reached/)
  expect(output).not.toContain('hunter2')
})

test('npm run reset asks, removes only what the site made, and refuses while a site runs', async () => {
  for (const name of ['database', 'assets']) mkdirSync(join(directory, name))
  writeFileSync(join(directory, 'somebody-elses'), '')
  const kept = ['assets', 'database', 'site.lock', 'somebody-elses']
  expect(await runScript('scripts/reset.ts', { DATA_DIR: directory }, { input: 'yes\n' })).toMatchObject({
    code: 0,
    output: expect.stringContaining('Nothing was removed.'),
  })
  expect(readdirSync(directory)).toEqual(kept)
  const hold = holdDataDirectory(directory, 'The site at http://localhost:3000')
  expect(await runScript('scripts/reset.ts', { DATA_DIR: directory }, { input: 'reset\n' })).toMatchObject({
    code: 1,
    output: expect.stringContaining('The site at http://localhost:3000'),
  })
  hold.release()
  expect(readdirSync(directory)).toEqual(kept)
  expect(await runScript('scripts/reset.ts', { DATA_DIR: directory }, { input: 'reset\n' })).toMatchObject({ code: 0 })
  expect(readdirSync(directory)).toEqual(['site.lock', 'somebody-elses'])
})

test('npm run settings prints every setting and its value, but no secret', async () => {
  const environment = {
    PORT: '4000',
    AUTH_SECRET: 'do-not-print-this-secret-of-the-site',
    DATABASE_URL: 'postgresql://site:hunter2@localhost/facts',
  }
  const { code, output } = await runScript('scripts/settings.ts', environment)
  expect(code).toBe(0)
  expect(output).toContain('PORT = 4000\n    The port the site listens on.')
  expect(output).toContain('AUTH_SECRET = (set)')
  expect(output).not.toMatch(/do-not-print|hunter2/)
})

test('npm run settings says what would hinder a start, and ends with 1', async () => {
  const { code, output } = await runScript('scripts/settings.ts', { PORT: '0' })
  expect(code).toBe(1)
  expect(output).toContain('PORT must be a whole number from 1 to 65535.')
})

test('npm run grant makes an editor where no site runs', async () => {
  const { url, drop } = await createDatabase()
  const granted = await runScript(
    'scripts/grant.ts',
    { DATABASE_URL: url, DATA_DIR: directory },
    { args: ['https://id.example.org', 'anna', 'editor'] },
  )
  expect(granted).toMatchObject({ code: 0, output: expect.stringContaining('anna of https://id.example.org is now editor') })
  const pool = new Pool({ connectionString: url })
  expect((await pool.query('SELECT issuer, subject, role FROM auth.role_grant')).rows).toEqual([
    { issuer: 'https://id.example.org', subject: 'anna', role: 'editor' },
  ])
  await pool.end()
  await drop()
})
