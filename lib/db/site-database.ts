import type { Pool } from 'pg'
import { environment, StartRefused } from '../env.ts'
import { closeDatabase, openDatabase } from './connection.ts'
import { findDataDirectory, makeDataDirectory } from './data-directory.ts'
import { startEmbedded } from './embedded.ts'
import { holdDataDirectory, holderOf } from './hold.ts'
import { migrate } from './migrate.ts'

/** Does `work` on the site's database, for a command of the terminal: that of the running site, if one runs on the same data,
 *  else the operator's own, else the embedded one, started for so long. The process's pool is open meanwhile.
 *  @param what what the command is, such as `npm run grant`
 *  @throws {StartRefused} if there is no database to be had */
export async function withSiteDatabase<Result>(what: string, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const settings = environment()
  if (settings.DATABASE_URL !== undefined) return onDatabase(settings.DATABASE_URL, work)
  const { path, programsPath } = findDataDirectory(settings)
  const running = holderOf(path)
  if (running?.databaseUrl !== undefined) return onDatabase(running.databaseUrl, work)
  if (running) throw new StartRefused('held', `${running.what} (process ${running.pid}) is starting: try again in a moment.`)
  makeDataDirectory(path)
  const hold = holdDataDirectory(path, what)
  try {
    const server = await startEmbedded({ directory: path, programsDirectory: programsPath })
    try {
      return await onDatabase(server.url, work)
    } finally {
      await server.stop()
    }
  } finally {
    hold.release()
  }
}

async function onDatabase<Result>(url: string, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const pool = openDatabase(url)
  try {
    await migrate(pool)
    return await work(pool)
  } finally {
    await closeDatabase()
  }
}
