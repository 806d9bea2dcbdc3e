import { httpError } from './errors.ts'

/** What comes before the endpoint: the mount, whatever the embedded SDK puts behind it (protocol document, section 2), and the version. */
const prefix = /^(?:\/lake(?::\/+[^/]+)?)?\/v(\d{4}-\d{2}-\d{2}|1|X)\/(.*)$/

/** Pictures and files have addresses without a version, since documents and pages keep them. */
const delivery = /^(?:\/lake(?::\/+[^/]+)?)?\/((?:images|files)\/.*)$/

/** How a client that is configured with a `resource` addresses a dataset: its data behind the dataset itself.
 *  @see `@sanity/client` `src/data/dataMethods.ts`, `resourceDataBase` */
const resource =
  /^projects\/[^/]+\/datasets\/([^/]+)\/(query|doc|mutate|actions|listen|live\/events|history|export|ping|references)((?:\/.*)?)$/

/** What the path of a request says. */
export interface Address {
  /** `2025-02-19`, `1` or `X`. */
  readonly version: string
  /** Such as `data/query/production`, whichever way it was written. */
  readonly endpoint: string
}

/** The parts of `pathname`.
 *  @throws {LakeError} 404 for a path that is not of the lake */
export function addressOf(pathname: string): Address {
  const [, unversioned] = delivery.exec(pathname) ?? []
  if (unversioned !== undefined) return { version: '1', endpoint: unversioned }
  const [, version, endpoint] = prefix.exec(pathname) ?? []
  if (version === undefined || endpoint === undefined)
    throw httpError(404, `An address of the lake begins with a version, such as /v2025-02-19/, unlike ${pathname}`)
  const [, dataset, operation, rest = ''] = resource.exec(endpoint) ?? []
  return { version, endpoint: dataset === undefined ? endpoint : `data/${operation}/${dataset}${rest}` }
}

/** The project that `pathname` names; null if it names none. */
export function projectIn(pathname: string): string | null {
  const endpoint = delivery.exec(pathname)?.[1] ?? prefix.exec(pathname)?.[2] ?? ''
  const [, project] = /^(?:projects|images|files|schedules)\/([^/]+)/.exec(endpoint) ?? []
  return project === undefined ? null : decoded(project)
}

/** One part of a path without its escapes.
 *  @throws {LakeError} 400 for an escape that is none */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (cause) {
    throw httpError(400, `The address has a wrong escape in ${JSON.stringify(part)}`, { cause })
  }
}
