import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { Pool } from 'pg'
import { createLake } from '#lib/content-lake/server.ts'
import type { Identity, Lake } from '#lib/content-lake/settings.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { lakeClient } from '#tests/support/lake-client.ts'

/** A lake of its own on a PostgreSQL of its own, called in process. */
export interface LakeSubject {
  readonly lake: Lake
  readonly client: SanityClient
  readonly pool: Pool
  stop(): Promise<void>
}

const editor: Identity = { id: 'editor', name: 'Editor', email: 'editor@example.org', imageUrl: '', roles: ['editor'] }
const origin = 'http://lake.test'

/** Starts an empty one, with the settings of Postgres that the site has. */
export async function startLakeSubject(): Promise<LakeSubject> {
  const directory = await mkdtemp(join(tmpdir(), 'chancery-bench-'))
  // When it runs as root, PostgreSQL runs as nobody, who must be able to enter.
  chmodSync(directory, 0o711)
  await mkdir(join(directory, 'assets'))
  const database = await startEmbedded({ directory, programsDirectory: join(directory, 'programs') })
  const pool = new Pool({ connectionString: database.url, max: 10 })
  pool.on('error', () => {})
  await migrate(pool)
  const lake = await createLake({
    projectId: 'local',
    dataset: 'production',
    pool,
    assetsDirectory: join(directory, 'assets'),
    origin,
    identify: async () => null,
    people: async () => [editor],
    tokens: new Map([['editor-token', editor]]),
  })
  const client = lakeClient(origin, {
    token: 'editor-token',
    resolveFetch: () => (input: string | URL | Request, init?: RequestInit) => lake.handle(new Request(input, init)),
  })
  return {
    lake,
    client,
    pool,
    async stop() {
      await lake.close()
      await pool.end()
      await database.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
