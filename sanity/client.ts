import { environment, hostedContent, type HostedContent } from '#lib/env.ts'
import { processRecord } from '#lib/render-record.ts'
import { createClient, type SanityClient } from '@sanity/client'

/** Never asked over the network: `inProcess` hands every request to the lake. The host only completes the address. */
const LAKE_ORIGIN = 'http://lake.internal'

/** Answers what the client asks, by the lake that runs in this process. */
async function inProcess(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { lake } = processRecord()
  if (!lake) throw new Error('The Content Lake is not running in this process: nothing is read while building.')
  return await lake(new Request(input, init))
}

const options = {
  apiVersion: '2026-09-01',
  // What an answer depends on expires by events, so one that is older than the event must not come from a cache in between.
  useCdn: false,
  perspective: 'published',
  stega: { enabled: false, studioUrl: '/studio' },
} as const

/** The client for content that is on hosted Sanity; pictures too are fetched from there. */
function hostedClient({ projectId, dataset, token }: HostedContent): SanityClient {
  return createClient({ ...options, projectId, dataset, ...(token !== undefined && { token }) })
}

function ownClient(): SanityClient {
  return createClient({
    ...options,
    projectId: 'local',
    dataset: 'production',
    apiHost: `${LAKE_ORIGIN}/lake`,
    // oxlint-disable-next-line typescript/no-deprecated -- without it the client asks a host named after the project
    useProjectHostname: false,
    resolveFetch: () => inProcess,
  })
}

const hosted = hostedContent(environment())

/**
 * The one client of the site's own pages: published documents, and no network unless the content is on hosted Sanity.
 * Drafts are read with the token that `sanity/live.ts` adds.
 */
export const client = hosted ? hostedClient(hosted) : ownClient()
