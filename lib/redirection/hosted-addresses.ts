/** Where a request to one of Sanity's own hosts goes on the lake. */
export interface LakeAddress {
  /** Path and query, such as `/v2025-02-19/data/query/production?query=…`. */
  readonly path: string
  /** The project that the host was named after; the lake is told it in a header, as the client does when it names no host. */
  readonly projectId?: string
}

const PROJECT_HOST = /^([a-z0-9][a-z0-9-]*)\.api(?:cdn)?\.sanity\.io$/
const GLOBAL_HOSTS: ReadonlySet<string> = new Set(['api.sanity.io', 'apicdn.sanity.io', 'cdn.sanity.io'])

/** The hosts of Sanity that the lake answers for, as a certificate names them. */
export const HOSTED_NAMES: readonly string[] = [...GLOBAL_HOSTS, '*.api.sanity.io', '*.apicdn.sanity.io']

/** What stands for `target` (path and query) of `host` on the lake; null for a host that is none of Sanity's interfaces to content.
 *  The project's interface, its cached one, and the host of pictures and files differ in names alone.
 *  @see `@sanity/client` `src/config.ts`; `@sanity/migrate` `src/fetch-utils/sanityRequestOptions.ts`, which begins paths with two slashes */
export function lakeAddressOf(host: string, target: string): LakeAddress | null {
  const name = host.toLowerCase()
  const path = target.replace(/^\/+/, '/')
  if (GLOBAL_HOSTS.has(name)) return { path }
  const projectId = PROJECT_HOST.exec(name)?.[1]
  return projectId === undefined ? null : { path, projectId }
}
