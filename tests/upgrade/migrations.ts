import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type { Pool } from 'pg'

const MIGRATIONS = fileURLToPath(new URL('../../lib/db/migrations/', import.meta.url))

interface Journal {
  readonly entries: readonly { readonly tag: string }[]
}

function journal(): Journal {
  return JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')) as Journal
}

/** The newest migration there is. */
export function lastMigration(): string {
  const last = journal().entries.at(-1)
  if (!last) throw new Error('There is no migration.')
  return last.tag
}

/** Brings an empty database to where the migration `tag` left it, and not further. */
export async function migrateTo(pool: Pool, tag: string): Promise<void> {
  const all = journal()
  const index = all.entries.findIndex((entry) => entry.tag === tag)
  if (index === -1) throw new Error(`There is no migration ${tag}.`)
  const folder = mkdtempSync(join(tmpdir(), 'chancery-migrations-'))
  try {
    cpSync(MIGRATIONS, folder, { recursive: true })
    writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...all, entries: all.entries.slice(0, index + 1) }))
    await migrate(drizzle(pool), { migrationsFolder: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
