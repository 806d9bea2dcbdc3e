import { processRecord } from '#lib/render-record.ts'
import { createClient } from '@sanity/client'

/** Never asked over the network: `inProcess` hands every request to the lake. The host only completes the address. */
const LAKE_ORIGIN = 'http://lake.internal'

/** Answers what the client asks, by the lake that runs in this process. */
async function inProcess(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { lake } = processRecord()
  if (!lake) throw new Error('The Content Lake is not running in this process: nothing is read while building.')
  return await lake(new Request(input, init))
}

/**
 * The one client of the site's own pages: published documents, no token, no network.
 * Drafts are read with the token that `sanity/live.ts` adds.
 */
export const client = createClient({
  projectId: 'local',
  dataset: 'production',
  apiVersion: '2026-09-01',
  apiHost: `${LAKE_ORIGIN}/lake`,
  // oxlint-disable-next-line typescript/no-deprecated -- without it the client asks a host named after the project
  useProjectHostname: false,
  useCdn: false,
  perspective: 'published',
  stega: { enabled: false, studioUrl: '/studio' },
  resolveFetch: () => inProcess,
})
