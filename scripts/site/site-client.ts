import { createClient, type SanityClient } from '@sanity/client'
import { OtherAssetStore } from '#lib/content-lake/events/instances.ts'
import { createLake } from '#lib/content-lake/server.ts'
import { findDataDirectory } from '#lib/db/data-directory.ts'
import { withSiteDatabase } from '#lib/db/site-database.ts'
import { environment, hostedContent, StartRefused } from '#lib/env.ts'
import { DATASET, lakePlace, lakeSettings, makeTokens, PROJECT } from './lake-settings.ts'

/** Does `work` with a client that may do everything in the content of the site, whether the site runs or not. If it does, its lake hears of
 *  each write as it would of another instance's.
 *  @param what what the command is, such as `npm run content:import`
 *  @throws {StartRefused} if the content is elsewhere, or cannot be reached */
export async function withSiteClient<Result>(
  what: string,
  dataset: string | undefined,
  work: (client: SanityClient) => Promise<Result>,
): Promise<Result> {
  const settings = environment()
  if (hostedContent(settings))
    throw new StartRefused(
      'hosted',
      `The content is on hosted Sanity, and ${what} writes to the site's own lake only: use Sanity's own tools.`,
    )
  return await withSiteDatabase(what, async (pool) => {
    const tokens = makeTokens()
    const { path } = findDataDirectory(settings)
    const described = lakeSettings(await lakePlace(pool, path, settings), tokens)
    const lake = await createLake(described).catch((error: unknown) => {
      throw error instanceof OtherAssetStore ? otherStoreRefused(what, error) : error
    })
    try {
      const client = createClient({
        projectId: PROJECT,
        dataset: dataset ?? DATASET,
        apiVersion: '2025-02-19',
        // Never asked: each request goes to the lake in this process.
        apiHost: 'http://localhost/lake',
        // oxlint-disable-next-line typescript/no-deprecated -- without it the client asks a host named after the project
        useProjectHostname: false,
        useCdn: false,
        token: tokens.administrator,
        resolveFetch: () => (input, init) => lake.handle(new Request(input, init)),
      })
      return await work(client)
    } finally {
      await lake.close()
    }
  })
}

function otherStoreRefused(what: string, cause: OtherAssetStore): StartRefused {
  return new StartRefused(
    'other-asset-store',
    `The site runs with other settings for pictures and files: run ${what} with the same ASSETS_DIR or ASSETS_S3_BUCKET, or stop the site.`,
    cause,
  )
}
