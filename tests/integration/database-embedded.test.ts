import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { runningPostmaster } from '#lib/db/postmaster.ts'
import { StartRefused } from '#lib/env.ts'
import { isRunning } from '#tests/support/running.ts'

let template: string
let directory: string
let opened: EmbeddedDatabase[]

// Making a database takes seconds where the disk is slow; a copy of one does not.
beforeAll(async () => {
  template = temporaryDirectory()
  const database = await startEmbedded({ directory: template, programsDirectory: join(template, 'programs') })
  await database.stop()
})

afterAll(() => rmSync(template, { recursive: true, force: true }))

beforeEach(() => {
  directory = temporaryDirectory()
  opened = []
})

/** A directory that the server's user, who is not root, may enter. */
function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'chancery-test-'))
  chmodSync(path, 0o711)
  return path
}

/** Puts a database that was stopped cleanly into the test's directory. */
function copyDatabase(): void {
  execFileSync('cp', ['-a', `${template}/.`, directory])
}

afterEach(async () => {
  await Promise.all(opened.map((database) => database.stop()))
  rmSync(directory, { recursive: true, force: true })
})

async function start(onCrash?: (sentence: string) => void): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ directory, programsDirectory: join(directory, 'programs'), ...(onCrash && { onCrash }) })
  opened.push(database)
  return database
}

async function query<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(statement)).rows
  } finally {
    await client.end()
  }
}

/** The files of the cluster that must not change when a start is refused. */
function cluster(): string {
  return join(directory, 'database')
}

async function refusal(): Promise<StartRefused> {
  const error: unknown = await start().catch((reason: unknown) => reason)
  if (!(error instanceof StartRefused)) throw new Error('It started.')
  expect(error.message).not.toContain('\n')
  return error
}

test('What was committed is there at the next start, and nothing runs in between', async () => {
  copyDatabase()
  const first = await start()
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await first.stop()
  expect(isRunning(first.pid)).toBe(false)
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
})

test('The server listens on a private socket alone, wants a password, and writes to disk before it answers', async () => {
  copyDatabase()
  const { url } = await start()
  const [settings] = await query<{ addresses: string; fsync: string; commit: string; version: string }>(
    url,
    `SELECT current_setting('listen_addresses') AS addresses, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS commit, current_setting('server_version') AS version`,
  )
  expect(settings).toEqual({ addresses: '', fsync: 'on', commit: 'on', version: expect.stringMatching(/^18\./) })
  const socket = decodeURIComponent(new URL(url).hostname)
  expect(statSync(socket).mode & 0o777).toBe(0o700)
  expect(statSync(join(directory, 'database-password')).mode & 0o777).toBe(0o600)
  const wrong = new URL(url)
  wrong.password = 'wrong'
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
})

test('When the process that started it is killed with -9, the database stops by itself and keeps its data', async () => {
  const { pid, killed } = await startInOtherProcess()
  await killed()
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000, interval: 20 })
  const { url } = await start()
  expect(await query(url, 'SELECT * FROM before_kill')).toEqual([{ kept: 1 }])
})

test('A database of an earlier start that still runs is ended before a new one is started', async () => {
  const { pid, killed } = await startInOtherProcess()
  // Stopped, it cannot end by itself when its parent is gone.
  process.kill(pid, 'SIGSTOP')
  await killed()
  expect(runningPostmaster(cluster())).toBe(pid)
  const starting = start()
  process.kill(pid, 'SIGCONT')
  const { url } = await starting
  expect(isRunning(pid)).toBe(false)
  expect(await query(url, 'SELECT * FROM before_kill')).toEqual([{ kept: 1 }])
})

test('When both are killed, a stale postmaster.pid that now names another program does not hinder the start', async () => {
  const { pid, killed } = await startInOtherProcess()
  process.kill(pid, 'SIGKILL')
  await killed()
  const file = join(cluster(), 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.ppid)))
  const { url } = await start()
  expect(await query(url, 'SELECT * FROM before_kill')).toEqual([{ kept: 1 }])
})

test('A server killed under the site is started again on the same address, and that is told', async () => {
  copyDatabase()
  const told: string[] = []
  const database = await start((sentence) => told.push(sentence))
  await query(database.url, 'CREATE TABLE kept AS SELECT 1 AS kept')
  const before = database.pid
  process.kill(before, 'SIGKILL')
  await vi.waitFor(async () => expect(await query(database.url, 'SELECT * FROM kept')).toEqual([{ kept: 1 }]), {
    timeout: 15_000,
    interval: 20,
  })
  expect(database.pid).not.toBe(before)
  await vi.waitFor(() => expect(told).toEqual([expect.stringContaining('ended unexpectedly'), 'The database runs again.']))
})

test('A busy process of a killed server does not keep it from being started again', async () => {
  copyDatabase()
  const database = await start()
  const before = database.pid
  const busy = query(database.url, "DO 'BEGIN LOOP END LOOP; END'").catch(() => 'ended')
  await vi.waitFor(async () => {
    const active = await query(database.url, "SELECT 1 AS one FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO %'")
    expect(active).toEqual([{ one: 1 }])
  })
  process.kill(before, 'SIGKILL')
  await vi.waitFor(() => expect(database.pid).not.toBe(before), { timeout: 15_000, interval: 20 })
  expect(await busy).toBe('ended')
  expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('The data directory of another major version is named and left alone', async () => {
  copyDatabase()
  writeFileSync(join(cluster(), 'PG_VERSION'), '17\n')
  expect(await refusal()).toMatchObject({ code: 'other-major', message: expect.stringContaining('PostgreSQL 17') })
  expect(readFileSync(join(cluster(), 'PG_VERSION'), 'utf8')).toBe('17\n')
})

test('A directory that is not a whole database is named and left alone', async () => {
  mkdirSync(cluster())
  writeFileSync(join(cluster(), 'somebody-elses'), 'file')
  expect(await refusal()).toMatchObject({ code: 'corrupt', message: expect.stringContaining(cluster()) })
  expect(readFileSync(join(cluster(), 'somebody-elses'), 'utf8')).toBe('file')
})

test('A damaged database is reported in a sentence with the reason, and not overwritten', async () => {
  copyDatabase()
  const control = join(cluster(), 'global', 'pg_control')
  writeFileSync(control, 'damaged')
  expect(await refusal()).toMatchObject({
    code: 'database-start',
    message: expect.stringMatching(/does not start and was left as it is: .*pg_control/),
  })
  expect(readFileSync(control, 'utf8')).toBe('damaged')
})

test('An interrupted first start is begun anew', async () => {
  mkdirSync(join(directory, 'database.unfinished'))
  writeFileSync(join(directory, 'database.unfinished', 'PG_VERSION'), '18\n')
  const { url } = await start()
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(existsSync(join(directory, 'database.unfinished'))).toBe(false)
})

/** Starts the database from a process of its own, which makes the table `before_kill`. */
async function startInOtherProcess(): Promise<{ pid: number; killed: () => Promise<void> }> {
  copyDatabase()
  const script = `
    import { startEmbedded } from '#lib/db/embedded.ts'
    import { Client } from 'pg'
    const database = await startEmbedded({ directory: ${JSON.stringify(directory)}, programsDirectory: ${JSON.stringify(join(directory, 'programs'))} })
    const client = new Client({ connectionString: database.url })
    await client.connect()
    await client.query('CREATE TABLE before_kill AS SELECT 1 AS kept')
    console.log(database.pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line]: unknown[] = await once(createInterface({ input: child.stdout }), 'line')
  return {
    pid: Number(line),
    async killed() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
