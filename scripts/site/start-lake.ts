import { findDataDirectory, makeDataDirectory } from '#lib/db/data-directory.ts'
import { holdDataDirectory } from '#lib/db/hold.ts'
import { installEnvironment, readEnvironment, siteOrigin } from '#lib/env.ts'
import { startLakeServer } from '#lib/server/lake-server.ts'
import { connectDatabase } from './connect-database.ts'
import { isListenError, portRefused, requireFreePort } from './free-port.ts'
import { lakePlace, loneLakeSettings } from './lake-settings.ts'
import { openLake } from './open-lake.ts'
import type { Start } from './start.ts'

/** Starts the lake alone in this process: settings, data, database, server. No site, no Studio, nobody to sign in: tokens alone.
 *  @throws {StartRefused} with a plain sentence, before anything is changed where that can be told before */
export async function startLake(start: Start): Promise<void> {
  const given = readEnvironment()
  const origin = siteOrigin(given)
  const data = findDataDirectory(given)
  makeDataDirectory(data.path)
  const hold = holdDataDirectory(data.path, `The lake at ${origin}`)
  start.whenStopping(async () => hold.release())
  await requireFreePort(given.PORT, given.HOST, 'PORT')
  const environment = { ...given, DATA_DIR: data.path }
  installEnvironment(environment)
  const pool = await connectDatabase(start, environment, data, hold)
  // From here on, whatever is written is for this user alone.
  process.umask(0o077)
  const lake = await openLake(loneLakeSettings(await lakePlace(pool, data.path, environment)), environment)
  start.whenStopping(() => lake.close())
  const server = await startLakeServer({ lake, origin, port: given.PORT, host: given.HOST }).catch((error: unknown) => {
    throw isListenError(error) ? portRefused(error, given.PORT, given.HOST, 'PORT') : error
  })
  start.whenStopping(() => server.close())
  for (const line of ['', `  The lake      ${origin}/`, '  Tokens        npm run token', '', 'Stop with Ctrl-C.']) start.say(line)
}
