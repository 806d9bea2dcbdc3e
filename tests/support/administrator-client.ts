import type { SanityClient } from '@sanity/client'
import { lakeClient } from './lake-client.ts'
import { signInByDatabase } from './people.ts'
import type { Site } from './site.ts'

/** The real client, by the session of a new administrator of a running site. */
export async function administratorClient(site: Site): Promise<SanityClient> {
  const { cookie } = await signInByDatabase(site.databaseUrl(), site.origin, 'Ada Administrator', ['administrator'])
  return lakeClient(site.origin, { headers: { Cookie: `${cookie.name}=${cookie.value}`, Origin: site.origin } })
}
