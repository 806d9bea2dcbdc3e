import { chmodSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'

/** A PostgreSQL of the bench's own, with all tables and no rows. */
export interface OwnDatabase {
  readonly url: string
  readonly pool: Pool
  readonly stop: () => Promise<void>
}

/** Starts one in a directory that goes with it. */
export async function startOwnDatabase(): Promise<OwnDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'chancery-bench-'))
  // When it runs as root, PostgreSQL runs as nobody, who must be able to enter.
  chmodSync(directory, 0o711)
  const database = await startEmbedded({ directory, programsDirectory: join(directory, 'programs') })
  const pool = new Pool({ connectionString: database.url, max: 4 })
  pool.on('error', () => {})
  const stop = async () => {
    await pool.end()
    await database.stop()
    await rm(directory, { recursive: true, force: true })
  }
  try {
    await migrate(pool)
    return { url: database.url, pool, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
