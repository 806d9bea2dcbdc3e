import { createClient, type SanityClient } from '@sanity/client'
import { signInByDatabase } from './people.ts'
import type { Site } from './site.ts'

/** The real client, by the session of a new administrator of a running site. */
export async function administratorClient(site: Site): Promise<SanityClient> {
  const { cookie } = await signInByDatabase(site.databaseUrl(), site.origin, 'Ada Administrator', ['administrator'])
  return createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: `${site.origin}/lake`,
    // oxlint-disable-next-line typescript/no-deprecated -- the way to a server of one's own
    useProjectHostname: false,
    useCdn: false,
    headers: { Cookie: `${cookie.name}=${cookie.value}`, Origin: site.origin },
  })
}
