import { join } from 'node:path'
import { demonstrationClient } from '#lib/auth/demonstration.ts'
import { grantRole } from '#lib/auth/roles.ts'
import { startDemoProvider } from '#lib/demo-provider/server.ts'
import { type Environment, siteOrigin } from '#lib/env.ts'

/** Starts the demonstration provider of a site with these settings, and makes its editors editors. Returns what closes it. */
export async function startDemonstration(environment: Environment, dataDirectory: string, secret: string): Promise<() => Promise<void>> {
  const provider = await startDemoProvider({
    ...demonstrationClient(environment, secret),
    siteOrigin: siteOrigin(environment),
    directory: join(dataDirectory, 'demo-provider'),
    host: environment.HOST,
  })
  for (const { issuer, subject } of provider.editors) await grantRole(issuer, subject, 'editor')
  return () => provider.close()
}
