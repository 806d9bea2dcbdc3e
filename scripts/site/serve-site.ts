import { join } from 'node:path'
import type { Pool } from 'pg'
import { demonstrationRuns } from '#lib/auth/providers.ts'
import { keyOf } from '#lib/content-lake/people/register.ts'
import { type Environment, hostedContent, type HostedContent } from '#lib/env.ts'
import { hostedLake } from '#lib/server/hosted-lake.ts'
import type { Signer } from '#lib/publishing/signer.ts'
import { type ServerSettings, startServer } from '#lib/server/server.ts'
import { startDemonstration } from './demonstration.ts'
import { isListenError, portRefused } from './free-port.ts'
import { lakePlace, lakeSettings, makeTokens } from './lake-settings.ts'
import { openLake } from './open-lake.ts'
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
  const content = hosted ? await reachHosted(hosted) : await openOwn(start, environment, pool, signer)
  start.whenStopping(() => content.lake.close())
  const server = await startServer({ environment, ...content, dev: start.dev, directory: root }).catch((error: unknown) => {
    throw isListenError(error) ? portRefused(error, PORT, HOST, 'PORT') : error
  })
  start.whenStopping(() => server.close())
}

type Content = Pick<ServerSettings, 'lake' | 'dataset' | 'viewerToken' | 'reportToken' | 'jobs'>

/** The lake of this site, with the content that comes with this version. */
async function openOwn(start: Start, environment: Environment & { DATA_DIR: string }, pool: Pool, signer: Signer): Promise<Content> {
  const tokens = makeTokens()
  const described = lakeSettings(await lakePlace(pool, environment.DATA_DIR, environment), tokens)
  const lake = await openLake(described, environment)
  for (const line of await seedLake(lake, tokens.administrator)) start.say(line)
  const { projectId, dataset } = described
  // Never asked over a network: the host only completes the address.
  const address = `http://lake.internal/lake/v2025-02-19/data/mutate/${dataset}`
  const jobs = { pool, signer, writing: { lake, address, token: tokens.editor } }
  return { lake, dataset: keyOf(projectId, dataset), viewerToken: tokens.viewer, reportToken: tokens.contributor, jobs }
}

/** The content on hosted Sanity, where nothing is written by a start. */
async function reachHosted({ projectId, dataset, token }: HostedContent): Promise<Content> {
  // Loaded late: the client is made for the settings in force.
  const { client } = await import('#sanity/client.ts')
  const lake = hostedLake({ projectId, dataset, events: () => client.live.events() })
  return { lake, dataset, ...(token !== undefined && { viewerToken: token, reportToken: token }) }
}
