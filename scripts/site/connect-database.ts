import type { Pool } from 'pg'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import type { DataDirectory } from '#lib/db/data-directory.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import type { Hold } from '#lib/db/hold.ts'
import { migrate } from '#lib/db/migrate.ts'
import type { Environment } from '#lib/env.ts'
import type { Start } from './start.ts'

/** Starts or reaches the database, and brings its tables up to date. */
export async function connectDatabase(start: Start, environment: Environment, data: DataDirectory, hold: Hold): Promise<Pool> {
  const url = environment.DATABASE_URL ?? (await startOwnDatabase(start, data, hold))
  const pool = openDatabase(url)
  start.whenStopping(closeDatabase)
  await migrate(pool, () => start.say('Bringing the data of an earlier version up to date; with a long history that takes minutes, once.'))
  return pool
}

async function startOwnDatabase(start: Start, data: DataDirectory, hold: Hold): Promise<string> {
  if (data.isElsewhere)
    start.say('PostgreSQL does not run as root, and its user may not enter this project: data and programs go elsewhere.')
  start.say(`Starting the database in ${data.path}.`)
  const database = await startEmbedded({ directory: data.path, programsDirectory: data.programsPath, onCrash: console.error })
  start.whenStopping(() => database.stop())
  hold.publish(database.url)
  return database.url
}
