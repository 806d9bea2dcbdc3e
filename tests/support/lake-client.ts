import { type ClientConfig, createClient, type SanityClient } from '@sanity/client'

/** The unmodified client for the lake of the site at `origin`, with what else is said. */
export function lakeClient(origin: string, more: ClientConfig = {}): SanityClient {
  return createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: `${origin}/lake`,
    // oxlint-disable-next-line typescript/no-deprecated -- what takes its place names the project in the path, and the Studio does not use it yet
    useProjectHostname: false,
    useCdn: false,
    ...more,
  })
}
