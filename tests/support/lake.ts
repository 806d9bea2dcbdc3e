import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { Pool } from 'pg'
import { createLake } from '#lib/content-lake/server.ts'
import type { Identity, Lake, LakeSettings } from '#lib/content-lake/settings.ts'
import { createDatabase } from './database.ts'
import { lakeClient } from './lake-client.ts'

const person = (id: string, roles: Identity['roles']): Identity => ({
  id,
  name: `${id[0]?.toUpperCase()}${id.slice(1)} of the tests`,
  email: `${id}@example.org`,
  imageUrl: `http://localhost/${id}.png`,
  roles,
})

/** One person for each role, one with none (a reader), a second editor, and one for a role of one's own. */
export const PEOPLE = {
  administrator: person('administrator', ['administrator']),
  editor: person('editor', ['editor']),
  colleague: person('colleague', ['editor']),
  contributor: person('contributor', ['contributor']),
  viewer: person('viewer', ['viewer']),
  reader: person('reader', []),
  /** Has a role that a test makes; without it, none. */
  newsroom: person('newsroom', ['newsroom']),
} as const

export type PersonName = keyof typeof PEOPLE

export const ORIGIN = 'http://lake.test'

/** A lake on a database of its own, called in process. */
export interface TestLake {
  readonly lake: Lake
  readonly pool: Pool
  /** Connection string of its database. */
  readonly databaseUrl: string
  readonly settings: LakeSettings
  /** The real client, with the token of `name`, or none. */
  client(name?: PersonName, apiVersion?: string): SanityClient
  /** One request with the cookie of `name`, or as a stranger. `path` begins behind `/lake`. */
  fetch(path: string, init?: RequestInit, name?: PersonName): Promise<Response>
  close(): Promise<void>
}

function personOf(cookie: string | null): Identity | null {
  const id = /(?:^|; )person=(\w+)/.exec(cookie ?? '')?.[1]
  return Object.values(PEOPLE).find((one) => one.id === id) ?? null
}

/** Starts a lake where the cookie `person=editor` and the token `editor-token` both stand for the editor, and so on.
 *  @param pseudonyms `random` for those that the lake makes up, as it does outside tests */
export async function startLake(more: Partial<LakeSettings> = {}, pseudonyms: 'ids' | 'random' = 'ids'): Promise<TestLake> {
  const database = await createDatabase()
  const directory = await mkdtemp(join(tmpdir(), 'chancery-lake-'))
  // Where a test does not care, the pseudonym of a person is their id.
  if (pseudonyms === 'ids')
    await database.pool.query('insert into lake.author (person, pseudonym) select id, id from unnest($1::text[]) as people(id)', [
      Object.keys(PEOPLE),
    ])
  return runLake(database.url, { pool: database.pool, assetsDirectory: join(directory, 'assets'), ...more }, async () => {
    await database.drop()
    await rm(directory, { recursive: true, force: true })
  })
}

/** Starts another instance beside `first`: the same database and assets, a pool of its own. */
export async function joinLake(first: TestLake, more: Partial<LakeSettings> = {}): Promise<TestLake> {
  const pool = new Pool({ connectionString: first.databaseUrl, max: 10 })
  pool.on('error', () => {})
  try {
    return await runLake(first.databaseUrl, { pool, assetsDirectory: first.settings.assetsDirectory, ...more }, () => pool.end())
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** A lake with settings of the tests on what is given. */
export async function runLake(
  databaseUrl: string,
  given: Partial<LakeSettings> & Pick<LakeSettings, 'pool' | 'assetsDirectory'>,
  takeAway: () => Promise<void>,
): Promise<TestLake> {
  const settings: LakeSettings = {
    projectId: 'local',
    dataset: 'production',
    origin: ORIGIN,
    identify: async (request) => personOf(request.headers.get('cookie')),
    people: async (ids) => Object.values(PEOPLE).filter((one) => ids.includes(one.id)),
    tokens: new Map(Object.values(PEOPLE).map((one) => [`${one.id}-token`, one])),
    ...given,
  }
  const lake = await createLake(settings)
  const inProcess = (input: string | URL | Request, init?: RequestInit): Promise<Response> => lake.handle(new Request(input, init))
  return {
    lake,
    pool: settings.pool,
    databaseUrl,
    settings,
    client: (name, apiVersion = '2025-02-19') =>
      lakeClient(ORIGIN, {
        projectId: settings.projectId,
        dataset: settings.dataset,
        apiVersion,
        ...(name && { token: `${name}-token` }),
        resolveFetch: () => inProcess,
      }),
    fetch: (path, init = {}, name) => {
      const headers = new Headers(init.headers)
      if (name) headers.set('cookie', `person=${name}`)
      return lake.handle(new Request(`${ORIGIN}/lake${path}`, { ...init, headers }))
    },
    async close() {
      await lake.close()
      await takeAway()
    },
  }
}
