import { AssetStore } from './assets/asset-store.ts'
import { Bus } from './events/bus.ts'
import type { Call, Inside, Route } from './call.ts'
import { httpError, LakeError } from './errors.ts'
import { PresenceRoom } from './events/presence.ts'
import { ReleaseSchedule } from './write/release-schedule.ts'
import { ROUTES } from './routes.ts'
import type { Identity, Lake, LakeSettings } from './settings.ts'
import { Store } from './store.ts'
import { serveStreams } from './events/streams.ts'
import { Writer } from './write/transaction.ts'
import { unavailable } from './unavailable.ts'
import { json } from './wire.ts'

/** What comes before the endpoint: the mount, whatever the embedded SDK puts behind it (protocol document, section 2), and the version. */
const prefix = /^(?:\/lake(?::\/+[^/]+)?)?\/v(\d{4}-\d{2}-\d{2}|1|X)\/(.*)$/

/** Pictures and files have addresses without a version, since documents and pages keep them. */
const delivery = /^(?:\/lake(?::\/+[^/]+)?)?\/((?:images|files)\/.*)$/

interface Found {
  readonly route: Route
  readonly params: Record<string, string>
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (cause) {
    throw httpError(400, `The address has a wrong escape in ${JSON.stringify(part)}`, { cause })
  }
}

/** The named parts of `path` if it has the form of `pattern`. */
function match(pattern: string, path: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {}
  const parts = pattern.split('/')
  for (const [index, part] of parts.entries()) {
    const actual = path[index]
    if (part.startsWith('*')) {
      if (actual === undefined) return null
      params[part.slice(1)] = path.slice(index).map(decode).join('/')
      return params
    }
    if (actual === undefined) return null
    if (part.startsWith(':')) params[part.slice(1)] = decode(actual)
    else if (part !== actual) return null
  }
  return parts.length === path.length ? params : null
}

function find(method: string, endpoint: string): Found {
  const path = endpoint.replace(/\/+$/, '').split('/')
  const others: string[] = []
  for (const route of ROUTES) {
    const params = match(route.path, path)
    if (!params) continue
    if (route.method === method || (route.method === 'GET' && method === 'HEAD')) return { route, params }
    others.push(route.method)
  }
  if (others.length > 0) throw httpError(405, `${method} is not answered here`, { headers: { allow: others.join(', ') } })
  throw httpError(404, `The lake has no endpoint ${method} /${endpoint}`)
}

/** Who makes `request`, and whether only a cookie says so. */
async function identify(settings: LakeSettings, request: Request, isUse = true): Promise<{ identity: Identity | null; byCookie: boolean }> {
  const authorization = request.headers.get('authorization')
  if (authorization === null) {
    const identity = await settings.identify(request, isUse)
    return { identity, byCookie: identity !== null }
  }
  const token = /^Bearer (.+)$/i.exec(authorization)?.[1]
  const identity = token === undefined ? undefined : settings.tokens.get(token)
  if (!identity) throw httpError(401, 'This token is not known here')
  return { identity, byCookie: false }
}

const formTypes: ReadonlySet<string> = new Set(['application/x-www-form-urlencoded', 'multipart/form-data'])

/** A write that only a cookie authorises could be another site's doing: it must come from our own pages, and not in the form of a form. */
function guardAgainstForgery(settings: LakeSettings, request: Request, route: Route): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (request.headers.get('origin') !== settings.origin) throw httpError(403, `A write with a cookie must come from ${settings.origin}`)
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  // An HTTP server gives every POST a body, an empty one too; the length that the browser declares says which it is.
  if (request.body === null || request.headers.get('content-length') === '0') return
  // A tab that closes tells of its use as plain text, since a browser sends nothing else then; what is not read does no harm.
  if (route.body === 'ignored') return
  // For a kind of file that it does not know a browser names no type; then the client's own header stands for it, which no form can send either.
  const isFile = !formTypes.has(type) && (type !== '' || request.headers.has('x-sanity-project-id'))
  const allowed = route.body === 'file' ? isFile : type === 'application/json'
  if (!allowed) throw httpError(403, `A write with a cookie must not have the content type ${JSON.stringify(type)} here`)
}

/** Answers with CORS headers, which only our own origin gets; the Studio may be served by a development server there. */
function share(settings: LakeSettings, request: Request, response: Response): Response {
  response.headers.append('vary', 'origin')
  if (request.headers.get('origin') === settings.origin) {
    response.headers.set('access-control-allow-origin', settings.origin)
    response.headers.set('access-control-allow-credentials', 'true')
  }
  return response
}

function preflight(settings: LakeSettings, request: Request): Response {
  const headers = new Headers({ vary: 'origin' })
  if (request.headers.get('origin') === settings.origin) {
    headers.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
    headers.set('access-control-allow-headers', request.headers.get('access-control-request-headers') ?? '')
    headers.set('access-control-max-age', '600')
  }
  return new Response(null, { status: 204, headers })
}

function answerError(error: unknown): Response {
  if (error instanceof LakeError) return json(error.body, error.status, error.headers)
  const refusal = unavailable(error)
  if (refusal) {
    console.error(`${refusal.message}:`, error)
    return json(refusal.body, refusal.status, refusal.headers)
  }
  const id = crypto.randomUUID()
  console.error(`The lake failed (${id}):`, error)
  return json(httpError(500, `The lake failed; the log says why under ${id}`).body, 500)
}

async function answer(inside: Inside, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const [, unversioned] = delivery.exec(url.pathname) ?? []
  const [, version = '', endpoint = ''] = unversioned === undefined ? (prefix.exec(url.pathname) ?? []) : ['', '1', unversioned]
  if (version === '') throw httpError(404, `An address of the lake begins with a version, such as /v2025-02-19/, unlike ${url.pathname}`)
  const { route, params } = find(request.method, endpoint)
  const { identity, byCookie } = await identify(inside.settings, request)
  if (byCookie) guardAgainstForgery(inside.settings, request, route)
  url.pathname = `/${endpoint}`
  const call: Call = { request, url, version, params, identity, lake: inside }
  return route.handler(call)
}

/** A lake on `settings.pool`, whose tables have been migrated.
 *  @see docs of Sanity's HTTP API, https://www.sanity.io/docs/http-reference */
export async function createLake(settings: LakeSettings): Promise<Lake> {
  const closing = new AbortController()
  const bus = new Bus()
  const sockets = {
    settings,
    closing: closing.signal,
    identify: async (request: Request) => (await identify(settings, request, false)).identity,
  }
  const presence = new PresenceRoom(sockets)
  const writer = new Writer(settings.pool, bus)
  const schedule = new ReleaseSchedule(settings.pool, writer, bus)
  schedule.look()
  const inside: Inside = {
    settings,
    pool: settings.pool,
    store: new Store(settings.pool),
    writer,
    bus,
    assets: new AssetStore(settings, bus),
    closing: closing.signal,
  }
  const handle = async (request: Request): Promise<Response> => {
    try {
      const response = request.method === 'OPTIONS' ? preflight(settings, request) : await answer(inside, request)
      return share(settings, request, response)
    } catch (error) {
      return share(settings, request, answerError(error))
    }
  }
  return {
    handle,
    serveStreams: (socket, request) => serveStreams({ ...sockets, handle }, socket, request),
    servePresence: (socket, request) => presence.enter(socket, request),
    onChange: (listener) => bus.subscribe(listener),
    async close() {
      closing.abort()
      await schedule.close()
      await writer.settled()
    },
  }
}
