import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BoundedLog } from '#lib/db/bounded-log.ts'
import { makeDataDirectory } from '#lib/db/data-directory.ts'
import { holdDataDirectory, holderOf } from '#lib/db/hold.ts'
import { keepSecrets } from '#lib/db/secrets.ts'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'chancery-test-'))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('A data directory that is held is refused to others, naming whoever holds it, until it is released', () => {
  const hold = holdDataDirectory(directory, 'The site at http://localhost:3000')
  expect(() => holdDataDirectory(directory, 'Another site')).toThrow(
    `The site at http://localhost:3000 (process ${process.pid}) is using the data in ${directory}`,
  )
  hold.publish('postgresql://somewhere/chancery')
  expect(holderOf(directory)).toEqual({
    pid: process.pid,
    what: 'The site at http://localhost:3000',
    databaseUrl: 'postgresql://somewhere/chancery',
  })
  expect(statSync(join(directory, 'site.json')).mode & 0o777).toBe(0o600)
  hold.release()
  expect(holderOf(directory)).toBeNull()
  holdDataDirectory(directory, 'Another site').release()
})

test('A data directory held by a process that is killed with -9 is free again at once', async () => {
  const script = `
    import { holdDataDirectory } from '#lib/db/hold.ts'
    holdDataDirectory(${JSON.stringify(directory)}, 'A site')
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(createInterface({ input: child.stdout }), 'line')
  expect(() => holdDataDirectory(directory, 'Another site')).toThrow(`A site (process ${child.pid})`)
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  expect(holderOf(directory)).toBeNull()
  holdDataDirectory(directory, 'Another site').release()
})

test('Secrets are made once, for this user alone, and a damaged file is reported, not replaced', () => {
  const secrets = keepSecrets(directory)
  expect(secrets.AUTH_SECRET.length).toBeGreaterThanOrEqual(32)
  expect(keepSecrets(directory)).toEqual(secrets)
  const file = join(directory, 'secrets.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  writeFileSync(file, '{"AUTH_SECRET":')
  expect(() => keepSecrets(directory)).toThrow(`${file} is damaged`)
  expect(readFileSync(file, 'utf8')).toBe('{"AUTH_SECRET":')
})

test('Two sites never share a secret', () => {
  const other = join(directory, 'other')
  mkdirSync(other)
  expect(keepSecrets(other)).not.toEqual(keepSecrets(directory))
})

test('A data directory that cannot be made or is a file is refused in a sentence with its path', () => {
  const file = join(directory, 'file')
  writeFileSync(file, '')
  for (const path of [file, join(file, 'below')]) expect(() => makeDataDirectory(path)).toThrow(`The data directory ${path} cannot be used`)
})

test('A new data directory lets nobody else list it', () => {
  const path = join(directory, 'a', 'b')
  makeDataDirectory(path)
  expect(statSync(path).mode & 0o066).toBe(0)
  chmodSync(path, 0o755)
  makeDataDirectory(path)
  expect(statSync(path).mode & 0o777).toBe(0o755)
})

test("The database's log never takes more than twice its bound, and keeps the newest lines", () => {
  const log = new BoundedLog(join(directory, 'logs', 'database.log'), 1000)
  for (let line = 0; line < 500; line += 1) log.write(`line ${line}\n`)
  const files = readdirSync(join(directory, 'logs'))
  expect(files.toSorted()).toEqual(['database.log', 'database.log.1'])
  for (const file of files) expect(statSync(join(directory, 'logs', file)).size).toBeLessThan(1100)
  expect(readFileSync(join(directory, 'logs', 'database.log'), 'utf8')).toContain('line 499')
})
