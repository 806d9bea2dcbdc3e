import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import { Client, type Pool, type PoolClient } from 'pg'
import { StartRefused } from '../env.ts'

const migrationsFolder = join(import.meta.dirname, 'migrations')

// Any number, but always the same: several sites on one database migrate one after the other.
const migrationLock = 7_316_204

/** Brings the tables of the database behind `pool` up to this version of the site.
 *  @param onUpgrade called before tables with content of an earlier version are changed, which may take its time
 *  @throws {StartRefused} `no-database` if the database cannot be reached, `old-server` if it is too old, or `newer-database` if the
 *  tables were made by another version; they are then left alone. */
export async function migrate(pool: Pool, onUpgrade?: () => void): Promise<void> {
  const client = await pool.connect().catch((error: unknown) => {
    throw unreachable(pool, error)
  })
  try {
    await refuseOld(client)
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    const known = readMigrationFiles({ migrationsFolder })
    const applied = await appliedTo(client)
    refuseUnknown(applied, known)
    if (applied.length > 0 && applied.length < known.length) onUpgrade?.()
    await applyMigrations(drizzle(client), { migrationsFolder }).catch((error: unknown) => {
      throw withoutExtension(error) ?? error
    })
  } finally {
    // Closing the connection, not returning it, gives the lock back in every case.
    client.release(true)
  }
}

/** Names the server without the password. */
function unreachable(pool: Pool, error: unknown): StartRefused {
  const { host, port, database } = new Client(pool.options)
  const why = error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error)
  return new StartRefused('no-database', `The database at ${host}:${port}, "${database}", cannot be reached: ${why}.`, error)
}

/** Why a server of the operator's own has no extension that a migration asks for, and what to do; null if `error` says something else. */
function withoutExtension(error: unknown): StartRefused | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error) || !/\bextension\b/.test(cause.message)) return null
  return new StartRefused(
    'no-extension',
    `The database lacks the extension pg_trgm, by which search forgives misspellings (${cause.message}). It comes with PostgreSQL: install the server's "contrib" package, or have an administrator of the database run CREATE EXTENSION pg_trgm in it, then start again.`,
    error,
  )
}

/** The tests have passed on PostgreSQL 15 and 18. */
async function refuseOld(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `SELECT current_setting('server_version_num')::integer AS number, current_setting('server_version') AS version`,
  )
  const [server] = rows
  if (!server || server.number >= 150_000) return
  throw new StartRefused('old-server', `DATABASE_URL names a PostgreSQL ${server.version}: the site needs 15 or newer.`)
}

/** The hashes of the migrations that the database has had. */
async function appliedTo(client: PoolClient): Promise<readonly string[]> {
  const table = await client.query<{ present: boolean }>(`SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS present`)
  if (!table.rows[0]?.present) return []
  const { rows } = await client.query<{ hash: string }>('SELECT hash FROM drizzle.__drizzle_migrations')
  return rows.map((row) => row.hash)
}

function refuseUnknown(applied: readonly string[], known: readonly MigrationMeta[]): void {
  const hashes = new Set(known.map((migration) => migration.hash))
  if (applied.every((hash) => hashes.has(hash))) return
  throw new StartRefused(
    'newer-database',
    'The database was made by another version of this site, which this one does not know; it was left alone: start that version or a newer one, choose another DATA_DIR or DATABASE_URL, or empty the data with npm run reset.',
  )
}
