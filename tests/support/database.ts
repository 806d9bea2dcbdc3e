import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { Pool } from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the run's template database. */
    templateDatabaseUrl: string
  }
}

interface TestServer {
  readonly url: string
  stop(): Promise<void>
}

const key = Symbol.for('chancery.tests.server')
// Each vitest project loads this file anew; the server is one for the whole run.
const holder = globalThis as { [key]?: { users: number; server: Promise<TestServer> } }

/** Vitest's globalSetup: one PostgreSQL for the run (or the server TEST_DATABASE_URL names), with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  holder[key] ??= { users: 0, server: startServer() }
  const shared = holder[key]
  shared.users += 1
  project.provide('templateDatabaseUrl', (await shared.server).url)
  return async () => {
    shared.users -= 1
    if (shared.users > 0) return
    delete holder[key]
    await (await shared.server).stop()
  }
}

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string
  readonly pool: Pool
  drop: () => Promise<void>
}

/** A database of the caller's own with all tables and no rows, copied from the run's template. */
export function createDatabase(): Promise<TestDatabase> {
  return createFrom(databaseName(inject('templateDatabaseUrl')))
}

/** A database of the caller's own without anything. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom('template0')
}

async function createFrom(origin: string): Promise<TestDatabase> {
  const template = inject('templateDatabaseUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(template, `CREATE DATABASE ${name} TEMPLATE ${origin}`)
  const url = withDatabase(template, name)
  const pool = new Pool({ connectionString: url, max: 10 })
  pool.on('error', () => {})
  return {
    url,
    pool,
    async drop() {
      if (!pool.ended) await pool.end()
      await onServer(template, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

async function startServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await startTemporary()
  const template = `template_${randomUUID().replaceAll('-', '')}`
  await onServer(server.url, `CREATE DATABASE ${template}`)
  const url = withDatabase(server.url, template)
  const pool = new Pool({ connectionString: url })
  await migrate(pool)
  await pool.end()
  return {
    url,
    async stop() {
      if (given) await onServer(given, `DROP DATABASE ${template}`)
      await server.stop()
    },
  }
}

async function startTemporary(): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'chancery-test-'))
  // When tests run as root, PostgreSQL runs as nobody, who must be able to enter.
  chmodSync(directory, 0o711)
  const server = await startEmbedded({
    directory,
    programsDirectory: join(directory, 'programs'),
    // The rows of a test need not survive a power cut.
    configuration: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  return {
    url: server.url,
    async stop() {
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** Runs one statement on the server of `url`, beside its databases. Copies of one template are made one after the other: PostgreSQL wants nobody else in it. */
async function onServer(url: string, statement: string): Promise<void> {
  const maintenance = new Pool({ connectionString: withDatabase(url, 'postgres'), max: 1 })
  try {
    const client = await maintenance.connect()
    await client.query('SELECT pg_advisory_lock(1)')
    await client.query(statement)
    client.release(true)
  } finally {
    await maintenance.end()
  }
}

const lastPart = /\/([^/?]+)(\?|$)/

function databaseName(url: string): string {
  return lastPart.exec(url)?.[1] ?? 'postgres'
}

function withDatabase(url: string, name: string): string {
  return url.replace(lastPart, `/${name}$2`)
}
