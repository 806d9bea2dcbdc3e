import { chmodSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import { follows, reading } from '#lib/accounts/schema.ts'
import { accounts, roleGrants, users } from '#lib/auth/schema.ts'
import { createLake } from '#lib/content-lake/server.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { lakeClient } from '#tests/support/lake-client.ts'
import { ORIGIN, PEOPLE } from '#tests/support/lake.ts'
import { dumpRows } from '#tests/support/stored-rows.ts'
import { FIXTURES } from './fixture.ts'
import { questionLake } from './questions.ts'
import { playScene, READER } from './scene.ts'

/** Writes what the project as it stands leaves behind to `tests/fixtures/upgrade/<name>`, where `name` is its last migration. */
export async function makeFixture(name: string): Promise<void> {
  const target = join(FIXTURES, name)
  rmSync(target, { recursive: true, force: true })
  await mkdir(join(target, 'assets'), { recursive: true })
  const directory = await mkdtemp(join(tmpdir(), 'chancery-fixture-'))
  chmodSync(directory, 0o711)
  const server = await startEmbedded({ directory, programsDirectory: join(directory, 'programs') })
  const pool = new Pool({ connectionString: server.url })
  // The server may end before the last connection is closed.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await migrate(pool)
    await addReader(pool)
    const { answers, close } = await fill(pool, join(target, 'assets'))
    await close()
    const lines = Object.entries(answers).map(([question, answer]) => `${JSON.stringify(question)}: ${JSON.stringify(answer)}`)
    await writeFile(join(target, 'answers.json'), `{\n${lines.join(',\n')}\n}\n`)
    await writeFile(join(target, 'rows.ndjson'), await dumpRows(server.url))
  } finally {
    await pool.end()
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
    // What can be made anew, or came to nothing, is no part of it.
    for (const passing of ['pictures', 'incoming']) rmSync(join(target, 'assets', passing), { recursive: true, force: true })
  }
}

async function addReader(pool: Pool): Promise<void> {
  const database = drizzle(pool)
  const { id, name, issuer, documentId } = READER
  await database.insert(users).values({ id, name, email: 'rita@example.org' })
  await database
    .insert(accounts)
    .values({ userId: id, type: 'oidc', provider: 'demonstration', providerAccountId: id, issuer, subject: id })
  await database.insert(roleGrants).values({ issuer, subject: id, role: 'viewer' })
  await database.insert(follows).values({ userId: id, kind: 'sheet', key: documentId })
  await database.insert(reading).values({ userId: id, documentId, revision: 'edit-7' })
}

async function fill(pool: Pool, assetsDirectory: string) {
  const lake = await createLake({
    projectId: 'local',
    dataset: 'production',
    pool,
    assetsDirectory,
    origin: ORIGIN,
    identify: async () => PEOPLE.administrator,
    people: async (ids) => Object.values(PEOPLE).filter((one) => ids.includes(one.id)),
    tokens: new Map([['token', PEOPLE.administrator]]),
  })
  const client = lakeClient(ORIGIN, {
    token: 'token',
    resolveFetch: () => (input, init) => lake.handle(new Request(input, init)),
  })
  await playScene(client)
  const answers = await questionLake((path, init) => lake.handle(new Request(`${ORIGIN}/lake${path}`, init)))
  return { answers, close: () => lake.close() }
}
