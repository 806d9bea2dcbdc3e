import { join } from 'node:path'
import type { Pool } from 'pg'
import { demonstrationIssuer } from '#lib/auth/demonstration.ts'
import { demonstrationRuns, signInProblem } from '#lib/auth/providers.ts'
import { createLake } from '#lib/content-lake/server.ts'
import { closeDatabase, openDatabase } from '#lib/db/connection.ts'
import { type DataDirectory, findDataDirectory, makeDataDirectory } from '#lib/db/data-directory.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { holdDataDirectory, type Hold } from '#lib/db/hold.ts'
import { migrate } from '#lib/db/migrate.ts'
import { keepSecrets } from '#lib/db/secrets.ts'
import { type Environment, installEnvironment, readEnvironment, siteOrigin, StartRefused } from '#lib/env.ts'
import { startServer } from '#lib/server/server.ts'
import { buildOnce } from './build-once.ts'
import { startDemonstration } from './demonstration.ts'
import { isListenError, portRefused, requireFreePort } from './free-port.ts'
import { lakeSettings, makeTokens } from './lake-settings.ts'
import { seedLake } from './seed-lake.ts'

/** How a start speaks and is undone. */
export interface Start {
  readonly dev: boolean
  readonly say: (line: string) => void
  /** Called with what closes each part, in the order in which parts were opened. */
  readonly whenStopping: (close: () => Promise<void>) => void
}

const root = join(import.meta.dirname, '../..')

/** Starts the whole site in this process: settings, data, database, build, lake, content, server.
 *  @throws {StartRefused} with a plain sentence, before anything is changed where that can be told before */
export async function startSite(start: Start): Promise<void> {
  const given = readEnvironment()
  const problem = signInProblem(given)
  if (problem) throw new StartRefused('settings', problem)
  const origin = siteOrigin(given)
  const data = findDataDirectory(given)
  makeDataDirectory(data.path)
  const hold = holdDataDirectory(data.path, `The site at ${origin}`)
  start.whenStopping(async () => hold.release())
  await requireFreePort(given.PORT, given.HOST, 'PORT')
  if (demonstrationRuns(given)) await requireFreePort(Number(new URL(demonstrationIssuer(given)).port), given.HOST, 'DEMO_PROVIDER_PORT')
  const secret = given.AUTH_SECRET ?? keepSecrets(data.path).AUTH_SECRET
  const environment: Environment = { ...given, AUTH_SECRET: secret, DATA_DIR: data.path }
  installEnvironment(environment)
  const pool = await connect(start, environment, data, hold)
  if (demonstrationRuns(environment)) start.whenStopping(await startDemonstration(environment, data.path, secret))
  if (!start.dev) await build(start)

  const tokens = makeTokens()
  const lake = await createLake(lakeSettings(pool, data.path, origin, tokens))
  start.whenStopping(() => lake.close())
  for (const line of await seedLake(lake, tokens.administrator)) start.say(line)
  const server = await startServer({ environment, lake, viewerToken: tokens.viewer, dev: start.dev, directory: root }).catch(
    (error: unknown) => {
      throw isListenError(error) ? portRefused(error, given.PORT, given.HOST, 'PORT') : error
    },
  )
  start.whenStopping(() => server.close())
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
    start.say(`PostgreSQL does not run as root, and this project lies in a closed directory: the data are in ${data.path}.`)
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

function welcome(environment: Environment): string[] {
  const origin = siteOrigin(environment)
  return ['', `  The site       ${origin}/`, `  The Studio     ${origin}/studio`, '', '  Stop with Ctrl-C.']
}
