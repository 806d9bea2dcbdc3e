import { demonstrationIssuer } from '#lib/auth/demonstration.ts'
import { demonstrationRuns, signInProblem } from '#lib/auth/providers.ts'
import { findDataDirectory, makeDataDirectory } from '#lib/db/data-directory.ts'
import { holdDataDirectory } from '#lib/db/hold.ts'
import { keepSecrets } from '#lib/db/secrets.ts'
import { installEnvironment, readEnvironment, siteOrigin, StartRefused } from '#lib/env.ts'
import { editionSigner } from './edition-signer.ts'
import { buildOnce } from './build-once.ts'
import { connectDatabase } from './connect-database.ts'
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
  const signer = editionSigner(environment)
  const pool = await connectDatabase(start, environment, data, hold)
  if (!start.dev) await build(start)
  // From here on, whatever is written (pictures of drafts, say) is for this user alone.
  process.umask(0o077)
  // Loaded late, because Next and the lake take a second to load, and what hinders a start is to be said at once.
  const { serveSite } = await import('./serve-site.ts')
  await serveSite(start, environment, pool, signer)
  for (const line of welcome(environment)) start.say(line)
}

async function build(start: Start): Promise<void> {
  const abort = new AbortController()
  start.whenStopping(async () => abort.abort())
  await buildOnce(start.say, abort.signal)
}
