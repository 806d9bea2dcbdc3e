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
  // Of hosted Sanity, next-sanity asks the cached interface for what is published, and that it be current; all else is asked of the project itself.
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
