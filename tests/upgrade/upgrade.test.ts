import { chmodSync, mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listFollows } from '#lib/accounts/follows.ts'
import { lastRead } from '#lib/accounts/reading.ts'
import { readerOf } from '#lib/auth/reader.ts'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { installEnvironment, parseEnvironment } from '#lib/env.ts'
import { Replay } from '#tests/durability/replay.ts'
import { createEmptyDatabase, type TestDatabase } from '#tests/support/database.ts'
import { PEOPLE, startLake, type TestLake } from '#tests/support/lake.ts'
import { signInAgain } from '#tests/support/people.ts'
import { startSite } from '#tests/support/site.ts'
import { restoreRows } from '#tests/support/stored-rows.ts'
import { type Fixture, fixtureNames, readFixture } from './fixture.ts'
import { migrateTo } from './migrations.ts'
import { questionLake, withoutPassing } from './questions.ts'
import { READER } from './scene.ts'

it('There is a fixture of the first state of all', () => {
  expect(fixtureNames()).toContain('0000_initial')
})

/** Rows as an earlier state left them behind `url`, in tables as that state made them. */
async function restore(url: string, fixture: Fixture): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 })
  await migrateTo(pool, fixture.migration)
  await pool.end()
  await restoreRows(url, fixture.rows)
}

describe.each(fixtureNames())('what the state at migration %s wrote', (name) => {
  const fixture = readFixture(name)
  let database: TestDatabase
  let directory: string
  let lake: TestLake

  beforeAll(async () => {
    database = await createEmptyDatabase()
    directory = await mkdtemp(join(tmpdir(), 'chancery-upgrade-'))
    await restore(database.url, fixture)
    fixture.copyAssets(join(directory, 'assets'))
    await migrate(database.pool)
    lake = await startLake({ pool: database.pool, assetsDirectory: join(directory, 'assets') })
  })
  afterAll(async () => {
    await lake.close()
    await database.drop()
    await rm(directory, { recursive: true, force: true })
  })

  const ask = (path: string, init?: RequestInit) => lake.fetch(path, init, 'administrator')

  it('Its documents, drafts, versions, revisions, effects, events, preferences and files are what they were, and a listener gets what it missed', async () => {
    const answers = await questionLake(ask)
    expect(Object.keys(answers)).toEqual(Object.keys(fixture.answers))
    for (const [question, answer] of Object.entries(fixture.answers)) expect(answers[question], question).toEqual(withoutPassing(answer))
  })

  it('Its authors are still known by name', async () => {
    const response = await ask('/v2025-02-19/data/history/production/events/documents/sheet?limit=100')
    const { events }: { events: Record<string, { author: string }[]> } = await response.json()
    const authors = new Set((events['sheet'] ?? []).map(({ author }) => author))
    expect(authors.size).toBe(1)
    for (const author of authors) {
      const person: unknown = await (await ask(`/v2025-02-19/users/${author}`)).json()
      expect(person).toMatchObject({ displayName: PEOPLE.administrator.name })
    }
  })

  it('Work goes on where it stopped: edits, publishing, releases and schedules, each leading on from its history', async () => {
    const client = lake.client('administrator')
    await client.patch('sheet').inc({ count: 1 }).commit({ transactionId: 'after-the-upgrade' })
    const response = await ask('/v2025-02-19/data/history/production/documents/sheet?revision=edit-5')
    expect(await response.json()).toMatchObject({ documents: [{ _rev: 'edit-5', count: 5 }] })
    await client.action({ actionType: 'sanity.action.document.publish', publishedId: 'sheet-2', draftId: 'drafts.sheet-2' })
    await client.action({ actionType: 'sanity.action.release.publish', releaseId: 'open' })
    await client.action({ actionType: 'sanity.action.release.unschedule', releaseId: 'later' })
    expect(await client.getDocument('sheet-2')).toMatchObject({ title: 'Second, in the release' })
    expect(await client.getDocument('new-in-release')).toMatchObject({ title: 'New in the release' })
    await expect(client.delete('topic')).rejects.toMatchObject({ statusCode: 409 })
    expect(await new Replay().audit(database.url)).toEqual([])
  })

  it('Whoever follows a sheet still does, from the state that they had read', async () => {
    installEnvironment(parseEnvironment({ AUTH_SECRET: 'a'.repeat(32) }))
    openDatabase(database.url)
    try {
      const { cookie } = await signInAgain(database.url, 'http://localhost:3000', READER)
      const reader = await readerOf(`${cookie.name}=${cookie.value}`)
      expect(reader).toMatchObject({ name: READER.name, roles: ['viewer'] })
      if (!reader) throw new Error('The reader is gone.')
      expect(await listFollows(reader)).toMatchObject([{ kind: 'sheet', key: READER.documentId }])
      expect(await lastRead(reader, READER.documentId)).toMatchObject({ revision: 'edit-7' })
    } finally {
      await closeDatabase()
    }
  })
})

describe.each(fixtureNames())('a data directory of the state at migration %s', (name) => {
  it('starts as a whole site, with its content beside what is seeded', async () => {
    const fixture = readFixture(name)
    const directory = await mkdtemp(join(tmpdir(), 'chancery-upgrade-'))
    chmodSync(directory, 0o711)
    mkdirSync(join(directory, 'assets'))
    fixture.copyAssets(join(directory, 'assets'))
    const server = await startEmbedded({ directory, programsDirectory: join(directory, 'programs') })
    await restore(server.url, fixture)
    await server.stop()
    const site = await startSite({ dataDirectory: directory })
    try {
      const { cookie } = await signInAgain(site.databaseUrl(), site.origin, READER)
      const headers = { cookie: `${cookie.name}=${cookie.value}` }
      const query = encodeURIComponent('*[_id in ["sheet", "drafts.only-draft"]] | order(_id){_id, _rev}')
      const answer = await fetch(`${site.origin}/lake/v2025-02-19/data/query/production?perspective=raw&query=${query}`, { headers })
      expect(await answer.json()).toMatchObject({ result: [{ _id: 'drafts.only-draft' }, { _id: 'sheet', _rev: 'edit-40' }] })
    } finally {
      await site.stop()
      await rm(directory, { recursive: true, force: true })
    }
  }, 240_000)
})
