import type { Pool } from 'pg'
import { keyOf } from '#lib/content-lake/people/register.ts'
import type { Environment, HostedContent } from '#lib/env.ts'
import type { Signer } from '#lib/publishing/signer.ts'
import { hostedLake } from '#lib/server/hosted-lake.ts'
import type { SiteSettings } from '#lib/server/prepared-site.ts'
import { lakePlace, lakeSettings, makeTokens } from './lake-settings.ts'
import { mailingOf } from './mailing.ts'
import { openLake } from './open-lake.ts'

/** What the pages of a site are made from. */
export type Content = Pick<SiteSettings, 'lake' | 'dataset' | 'viewerToken' | 'reportToken' | 'jobs'>

/** The lake of this site, with what follows from its changes. `administratorToken` is for what comes with this version. */
export async function openOwnContent(
  environment: Environment & { DATA_DIR: string },
  pool: Pool,
  signer: Signer,
): Promise<Content & { readonly administratorToken: string }> {
  const tokens = makeTokens()
  const described = lakeSettings(await lakePlace(pool, environment.DATA_DIR, environment), tokens)
  const lake = await openLake(described, environment)
  const { projectId, dataset } = described
  // Never asked over a network: the host only completes the address.
  const address = `http://lake.internal/lake/v2025-02-19/data/mutate/${dataset}`
  const mailing = mailingOf(environment)
  const jobs = { pool, signer, writing: { lake, address, token: tokens.editor }, ...(mailing && { mailing }) }
  return {
    lake,
    dataset: keyOf(projectId, dataset),
    viewerToken: tokens.viewer,
    reportToken: tokens.contributor,
    jobs,
    administratorToken: tokens.administrator,
  }
}

/** The content on hosted Sanity, where nothing is written by a start. */
export async function reachHostedContent({ projectId, dataset, token }: HostedContent): Promise<Content> {
  // Loaded late: the client is made for the settings in force.
  const { client } = await import('#sanity/client.ts')
  const lake = hostedLake({ projectId, dataset, events: () => client.live.events() })
  return { lake, dataset, ...(token !== undefined && { viewerToken: token, reportToken: token }) }
}
