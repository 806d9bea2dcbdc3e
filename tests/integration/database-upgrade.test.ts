import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import type { Pool } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { createLake } from '#lib/content-lake/server.ts'
import { migrate } from '#lib/db/migrate.ts'
import { createDatabase, createEmptyDatabase } from '#tests/support/database.ts'

const migrations = join(import.meta.dirname, '../../lib/db/migrations')

/** A database as the first version of the site left it, empty. */
async function firstVersion(): Promise<Pool> {
  const database = await createDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'chancery-migrations-'))
  onTestFinished(async () => {
    await database.drop()
    await rm(folder, { recursive: true })
  })
  const { rows } = await database.pool.query<{ name: string }>(
    `select quote_ident(nspname) as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`,
  )
  for (const { name } of rows) await database.pool.query(`drop schema ${name} cascade`)
  await database.pool.query('create schema public')
  await cp(migrations, folder, { recursive: true })
  const path = join(folder, 'meta/_journal.json')
  const journal: { entries: unknown[] } = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }))
  await applyMigrations(drizzle(database.pool), { migrationsFolder: folder })
  return database.pool
}

test('What the first version wrote is there after the upgrade, under pseudonyms, in the dataset of the site', async () => {
  const pool = await firstVersion()
  const state = (title: string, _rev: string): object => ({ _id: 'a', _type: 'thing', _rev, title })
  await pool.query(
    `insert into lake.transaction (dataset, id, author, timestamp, results, published_tags, draft_tags) values
       ('production', 't1', 'person-1', '2026-01-01T00:00:00Z', '[]', '{}', '{}'), ('production', 't2', 'seed', '2026-01-02T00:00:00Z', '[]', '{}', '{}'),
       ('production', 't3', 'person-1', '2026-01-03T00:00:00Z', '[]', '{}', '{}')`,
  )
  await pool.query(`insert into lake.document (dataset, id, type, revision, content) values ('production', 'a', 'thing', 't3', $1)`, [
    JSON.stringify(state('now', 't3')),
  ])
  await pool.query(
    `insert into lake.change (sequence, position, dataset, document_id, ordinal, previous_revision, result_revision, mutations, apply, revert)
     select sequence, 0, 'production', 'a', 1, null, 't1', '[]', '[]', '[0,null]' from lake.transaction where id = 't1'`,
  )
  await pool.query(`insert into lake.key_value (user_id, key, value) values ('person-1', 'layout', '1'), ('person-2', 'layout', '2')`)
  await migrate(pool)

  const { rows } = await pool.query<{ id: string; author: string; dataset: string }>(
    'select id, author, dataset from lake.transaction order by sequence',
  )
  const { rows: authors } = await pool.query<{ person: string; pseudonym: string }>(
    'select person, pseudonym from lake.author order by person',
  )
  const [one, two] = authors
  expect(authors.map(({ person }) => person)).toEqual(['person-1', 'person-2'])
  expect(one?.pseudonym).toMatch(/^p[\da-f]{24}$/)
  expect(two?.pseudonym).not.toBe(one?.pseudonym)
  expect(rows).toEqual([
    { id: 't1', author: one?.pseudonym, dataset: 'local/production' },
    { id: 't2', author: 'seed', dataset: 'local/production' },
    { id: 't3', author: one?.pseudonym, dataset: 'local/production' },
  ])
  expect((await pool.query('select user_id from lake.key_value order by value::text')).rows).toEqual([
    { user_id: one?.pseudonym },
    { user_id: two?.pseudonym },
  ])

  const lake = await createLake({
    projectId: 'local',
    dataset: 'production',
    pool,
    assetsDirectory: await mkdtemp(join(tmpdir(), 'chancery-assets-')),
    origin: 'http://lake.test',
    identify: async () => ({ id: 'person-1', name: 'The first', roles: ['viewer'] }),
    people: async () => [{ id: 'person-1', name: 'The first', roles: [] }],
    tokens: new Map(),
  })
  onTestFinished(() => lake.close())
  const get = async (path: string): Promise<string> => (await lake.handle(new Request(`http://lake.test${path}`))).text()
  expect(JSON.parse(await get('/v1/data/query/production?query=*'))).toMatchObject({ result: [{ title: 'now' }] })
  expect(await get('/v1/data/history/production/transactions/a')).toContain(`"author":"${one?.pseudonym}"`)
  expect(JSON.parse(await get('/v1/users/me'))).toMatchObject({ id: one?.pseudonym })
  expect(JSON.parse(await get('/v1/projects/local/datasets'))).toMatchObject([
    { name: 'production', createdAt: '2026-01-01T00:00:00.000Z' },
  ])
})

test('A database that was never written to upgrades as well', async () => {
  const pool = await firstVersion()
  await migrate(pool)
  expect((await pool.query('select 1 from lake.dataset')).rowCount).toBe(0)
})

test('Whoever starts on content of an earlier version is told that it is brought up to date, and nobody else', async () => {
  const told: string[] = []
  const old = await firstVersion()
  await migrate(old, () => told.push('upgrade'))
  expect(told).toEqual(['upgrade'])
  await migrate(old, () => told.push('again'))
  const empty = await createEmptyDatabase()
  onTestFinished(() => empty.drop())
  await migrate(empty.pool, () => told.push('new'))
  expect(told).toEqual(['upgrade'])
})
