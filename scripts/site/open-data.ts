import { type Environment, siteOrigin } from '#lib/env.ts'
import { OpenData } from '#lib/open-data/open-data.ts'

/** What programs are given, read as the site's own pages are. */
export async function openData(environment: Environment): Promise<OpenData> {
  // Loaded late: the client is made for the settings in force.
  const { client } = await import('#sanity/client.ts')
  return new OpenData({
    origin: siteOrigin(environment),
    ask: (query, params) => client.fetch<unknown>(query, { ...params }, { filterResponse: false }),
  })
}
