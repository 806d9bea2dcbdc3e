import { type ChildProcess, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '#tests/support/database.ts'
import { freePorts, makeDataDirectory } from '#tests/support/site.ts'
import { runScript } from '#tests/support/start.ts'

// `npm run lake` without npm, on a PostgreSQL of one's own.

let directory: string
let database: Awaited<ReturnType<typeof createDatabase>>
let child: ChildProcess
let environment: Record<string, string>

beforeAll(async () => {
  directory = await makeDataDirectory()
  database = await createDatabase()
  const [port] = await freePorts()
  environment = { PORT: String(port), DATA_DIR: directory, DATABASE_URL: database.url }
  child = spawn(process.execPath, ['scripts/lake.ts'], {
    env: { NODE_ENV: 'production', PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  if (child.stdout) for await (const line of createInterface(child.stdout)) if (line.startsWith('Stop with')) break
})

afterAll(async () => {
  child.kill('SIGKILL')
  await database.drop()
  await rm(directory, { recursive: true, force: true })
})

test('The lake alone serves a PostgreSQL of one’s own', async () => {
  const answer = await fetch(`http://localhost:${environment['PORT']}/v2025-02-19/data/query/production?query=count(*)`)
  expect(await answer.json()).toMatchObject({ result: 0 })
})

test('While it runs on a data directory, nobody else starts on that', async () => {
  const second = await runScript('scripts/lake.ts', environment)
  expect(second.code).toBe(1)
  expect(second.output).toMatch(/The lake at http:\/\/localhost:\d+ \(process \d+\) is using the data/)
})

test('Asked to stop, it ends well', async () => {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})
