import { join } from 'node:path'
import type { Pool } from 'pg'
import { demonstrationRuns } from '#lib/auth/providers.ts'
import { type Environment, hostedContent } from '#lib/env.ts'
import { startRetention } from '#lib/jobs/retention.ts'
import { ownStateOf } from '#lib/own-data/own-state.ts'
import { findMovedSheet } from '#lib/publishing/moved-sheets.ts'
import type { Signer } from '#lib/publishing/signer.ts'
import { startServer } from '#lib/server/server.ts'
import { startDemonstration } from './demonstration.ts'
import { isListenError, portRefused } from './free-port.ts'
import { type Content, openOwnContent, reachHostedContent } from './open-content.ts'
import { openData } from './open-data.ts'
import { seedLake } from './seed-lake.ts'
import type { Start } from './start.ts'

const root = join(import.meta.dirname, '../..')

/** Starts what serves, on a database that is ready: the demonstration provider, the lake with its content, and the server around Next.
 *  @param environment the settings, with the secret and the data directory's full path filled in
 *  @throws {StartRefused} `port` if somebody else took the port meanwhile, `other-asset-store` beside an instance that keeps pictures elsewhere */
export async function serveSite(
  start: Start,
  environment: Environment & { AUTH_SECRET: string; DATA_DIR: string },
  pool: Pool,
  signer: Signer,
): Promise<void> {
  const { AUTH_SECRET, DATA_DIR, PORT, HOST } = environment
  if (demonstrationRuns(environment)) start.whenStopping(await startDemonstration(environment, DATA_DIR, AUTH_SECRET))
  const hosted = hostedContent(environment)
  const content = hosted ? await reachHostedContent(hosted) : await openSeeded(start, environment, pool, signer)
  start.whenStopping(() => content.lake.close())
  start.whenStopping(startRetention(environment.AUDIT_DAYS))
  const data = await openData(environment)
  const server = await startServer({
    environment,
    ...content,
    data,
    findMoved: findMovedSheet,
    ownStateOf,
    dev: start.dev,
    directory: root,
  }).catch((error: unknown) => {
    throw isListenError(error) ? portRefused(error, PORT, HOST, 'PORT') : error
  })
  start.whenStopping(() => server.close())
}

/** The lake of this site, with the content that comes with this version. */
async function openSeeded(start: Start, environment: Environment & { DATA_DIR: string }, pool: Pool, signer: Signer): Promise<Content> {
  const { administratorToken, ...content } = await openOwnContent(environment, pool, signer)
  for (const line of await seedLake(content.lake, administratorToken)) start.say(line)
  return content
}
