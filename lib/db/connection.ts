import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'

const key = Symbol.for('chancery.database')

// Next bundles its own copy of this module, so a module variable would be two pools.
const holder = globalThis as { [key]?: { pool: Pool; database: NodePgDatabase } }

/** Opens the process's one pool of connections to `connectionString` and returns it; later calls return the same pool.
 *  The pool is closed by whoever opened it, with `closeDatabase`. */
export function openDatabase(connectionString: string): Pool {
  if (holder[key]) return holder[key].pool
  const opened = new Pool({ connectionString, max: 20, connectionTimeoutMillis: 15_000, allowExitOnIdle: true })
  // An idle connection that breaks (the server restarted) is replaced by the pool; without a listener it would end the process.
  opened.on('error', () => {})
  // The pool forgets a connection before it is closed; if the server ends in between, its last words must not end the process either.
  opened.on('connect', (client) => client.on('error', () => {}))
  holder[key] = { pool: opened, database: drizzle(opened) }
  return opened
}

/** Drizzle over the process's pool. Rooms give their tables in each query, so no schema is listed here.
 *  @throws {Error} if `openDatabase` was not called before. */
export function database(): NodePgDatabase {
  return opened().database
}

/** The process's pool, for what Drizzle has no words for.
 *  @throws {Error} if `openDatabase` was not called before. */
export function databasePool(): Pool {
  return opened().pool
}

/** Ends the process's pool, waiting for queries that run. */
export async function closeDatabase(): Promise<void> {
  const last = holder[key]
  delete holder[key]
  await last?.pool.end()
}

function opened(): { pool: Pool; database: NodePgDatabase } {
  if (!holder[key]) throw new Error('The database is not open: the server opens it at its start, before anything is asked.')
  return holder[key]
}
