import type { Pool } from 'pg'
import { demonstrationIssuer } from '#lib/auth/demonstration.ts'
import { demonstrationRuns, signInProblem } from '#lib/auth/providers.ts'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { type DataDirectory, findDataDirectory, makeDataDirectory } from '#lib/db/data-directory.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { type Hold, holdDataDirectory } from '#lib/db/hold.ts'
import { migrate } from '#lib/db/migrate.ts'
import { keepSecrets } from '#lib/db/secrets.ts'
import { type Environment, installEnvironment, readEnvironment, siteOrigin, StartRefused } from '#lib/env.ts'
import { buildOnce } from './build-once.ts'
import { requireFreePort } from './free-port.ts'
import type { Start } from './start.ts'
import { welcome } from './welcome.ts'

/** Starts the whole site in this process: settings, data, database, build, then everything that serves.
 *  @throws {StartRefused} with a plain sentence, before anything is changed where that can be told before */
export async function startSite(start: Start): Promise<void> {
  const given = readEnvironment()
  const problem = signInProblem(given)
  if (problem) throw new StartRefused('settings', problem)
  const data = findDataDirectory(given)
  makeDataDirectory(data.path)
  const hold = holdDataDirectory(data.path, `The site at ${siteOrigin(given)}`)
  start.whenStopping(async () => hold.release())
  await requireFreePort(given.PORT, given.HOST, 'PORT')
  if (demonstrationRuns(given)) await requireFreePort(Number(new URL(demonstrationIssuer(given)).port), given.HOST, 'DEMO_PROVIDER_PORT')
  const secret = given.AUTH_SECRET ?? keepSecrets(data.path).AUTH_SECRET
  const environment = { ...given, AUTH_SECRET: secret, DATA_DIR: data.path }
  installEnvironment(environment)
  const pool = await connect(start, environment, data, hold)
  if (!start.dev) await build(start)
  // From here on, whatever is written (pictures of drafts, say) is for this user alone.
  process.umask(0o077)
  // Loaded late, because Next and the lake take a second to load, and what hinders a start is to be said at once.
  const { serveSite } = await import('./serve-site.ts')
  await serveSite(start, environment, pool)
  for (const line of welcome(environment)) start.say(line)
}

/** Starts or reaches the database, and brings its tables up to date. */
async function connect(start: Start, environment: Environment, data: DataDirectory, hold: Hold): Promise<Pool> {
  const url = environment.DATABASE_URL ?? (await startOwnDatabase(start, data, hold))
  const pool = openDatabase(url)
  start.whenStopping(closeDatabase)
  await migrate(pool)
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

async function build(start: Start): Promise<void> {
  const abort = new AbortController()
  start.whenStopping(async () => abort.abort())
  await buildOnce(start.say, abort.signal)
}
