import { addressOf, decoded, projectIn } from './address.ts'
import { renewAddresses } from './assets/asset-addresses.ts'
import { AssetKeeper } from './assets/asset-keeper.ts'
import { Bus } from './events/bus.ts'
import type { Call, Inside, Route } from './call.ts'
import { httpError, LakeError } from './errors.ts'
import { HistoryTrim } from './history/history-trim.ts'
import { Instances } from './events/instances.ts'
import { SharedFilters } from './events/shared-filters.ts'
import { fillIndex } from './query/index-back-fill.ts'
import { PresenceRoom } from './events/presence.ts'
import { Authors } from './people/authors.ts'
import { Door } from './people/door.ts'
import { guardAgainstForgery } from './people/forgery.ts'
import { allowanceOf } from './people/origins.ts'
import { accessOf } from './people/roles.ts'
import { mayOpenSocket } from './people/socket-origin.ts'
import { Register } from './people/register.ts'
import { ReleaseSchedule } from './write/release-schedule.ts'
import { QueryWorkers } from './query/query-workers.ts'
import { ROUTES } from './routes.ts'
import type { Lake, LakeSettings } from './settings.ts'
import { Store } from './store.ts'
import { serveStreams } from './events/streams.ts'
import { Writer } from './write/transaction.ts'
import { Webhooks } from './webhooks/webhooks.ts'
import { unavailable } from './unavailable.ts'
import { json } from './wire.ts'

interface Found {
  readonly route: Route
  readonly params: Record<string, string>
}

/** The named parts of `path` if it has the form of `pattern`. */
function match(pattern: string, path: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {}
  const parts = pattern.split('/')
  for (const [index, part] of parts.entries()) {
    const actual = path[index]
    if (part.startsWith('*')) {
      if (actual === undefined) return null
      params[part.slice(1)] = path.slice(index).map(decoded).join('/')
      return params
    }
    if (actual === undefined) return null
    if (part.startsWith(':')) params[part.slice(1)] = decoded(actual)
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

/** How pages of the origin that `request` comes from may use the lake; null if they may not. */
async function allowanceFor(
  { settings, register }: Inside,
  request: Request,
): Promise<{ origin: string; withCredentials: boolean } | null> {
  const origin = request.headers.get('origin')
  if (origin === null) return null
  if (origin === settings.origin) return { origin, withCredentials: true }
  const { origins } = await register.current()
  // Before a browser sends the header that names the project it asks whether it may.
  const project = request.method === 'OPTIONS' ? null : projectOf(settings, request)
  const found = allowanceOf(origin, origins, project)
  return found && { origin, ...found }
}

/** Answers with CORS headers, which our own origin gets and those that were allowed. */
async function share(inside: Inside, request: Request, response: Response): Promise<Response> {
  response.headers.append('vary', 'origin')
  // Without a database nobody else is known to be allowed.
  const allowance = await allowanceFor(inside, request).catch(() => null)
  if (!allowance) return response
  response.headers.set('access-control-allow-origin', allowance.origin)
  if (allowance.withCredentials) response.headers.set('access-control-allow-credentials', 'true')
  if (request.method === 'OPTIONS') {
    response.headers.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
    response.headers.set('access-control-allow-headers', request.headers.get('access-control-request-headers') ?? '')
    response.headers.set('access-control-max-age', '600')
  }
  return response
}

/** The project that `request` is about, whether there is one or not. */
function projectOf(settings: LakeSettings, request: Request): string {
  return projectIn(new URL(request.url).pathname) ?? request.headers.get('x-sanity-project-id')?.trim() ?? settings.projectId
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
  const address = addressOf(url.pathname)
  const { route, params } = find(request.method, address.endpoint)
  const { settings, register, door } = inside
  const project = projectOf(settings, request)
  const { identity, byCookie } = await door.askerOf(request, project)
  if (byCookie) guardAgainstForgery(settings, request, route)
  url.pathname = `/${address.endpoint}`
  const dataset = params['dataset'] === undefined ? null : await register.dataset(project, params['dataset'])
  const access = accessOf(identity, dataset, await register.current())
  const call: Call = { request, url, version: address.version, params, project, dataset, identity, access, lake: inside }
  return route.handler(call)
}

/** A lake on `settings.pool`, whose tables have been migrated.
 *  @see docs of Sanity's HTTP API, https://www.sanity.io/docs/http-reference */
export async function createLake(settings: LakeSettings): Promise<Lake> {
  const closing = new AbortController()
  const bus = new Bus()
  const register = new Register(settings.pool, settings)
  await register.prepare()
  const authors = new Authors(settings.pool)
  const door = new Door(settings, register, authors)
  const standingOf = (request: Request): Promise<string | null> => door.standingOf(request, settings.projectId, null)
  const mayOpen = (upgrade: Request): Promise<boolean> => mayOpenSocket(settings, register, upgrade)
  const sockets = { settings, register, door, standingOf, mayOpen, closing: closing.signal }
  const assets = new AssetKeeper(settings, bus)
  const instances = new Instances(settings.pool, bus, await assets.files.mark())
  await instances.join()
  assets.beginSweeping()
  const presence = new PresenceRoom(sockets, instances)
  const writer = new Writer(settings.pool, instances, settings.sealedTypes)
  const schedule = new ReleaseSchedule(settings.pool, writer, bus)
  schedule.look()
  const trim = settings.historyDays === undefined ? null : new HistoryTrim(settings.pool, settings.historyDays, closing.signal)
  const workers = new QueryWorkers()
  const webhooks = settings.sendOutward ? new Webhooks(settings, register, workers, settings.sendOutward, bus, closing.signal) : null
  const filling = fillIndex(settings.pool, closing.signal).catch((error: unknown) =>
    console.error('Documents could not be indexed:', error),
  )
  const inside: Inside = {
    settings,
    pool: settings.pool,
    register,
    authors,
    door,
    store: new Store(settings.pool),
    workers,
    writer,
    bus,
    filters: new SharedFilters(),
    assets,
    closing: closing.signal,
  }
  const renewed = renewAddresses(settings, writer, closing.signal)
  const handle = async (request: Request): Promise<Response> => {
    try {
      const response = request.method === 'OPTIONS' ? new Response(null, { status: 204 }) : await answer(inside, request)
      return await share(inside, request, response)
    } catch (error) {
      return share(inside, request, answerError(error))
    }
  }
  return {
    handle,
    mayOpenSocket: mayOpen,
    serveStreams: (socket, request) => serveStreams({ ...sockets, handle }, socket, request),
    servePresence: (socket, request) => presence.enter(socket, request),
    forget: (id) => authors.forget(id),
    join: (id, other) => authors.join(id, other),
    keptOf: (id) => authors.keptOf(id),
    onChange: (listener) => bus.subscribe(listener),
    onGap: (listener) => bus.onGap(listener),
    newest: (dataset) => instances.newest(dataset),
    isCurrent: () => instances.isCurrent(),
    confirm: () => instances.confirm(),
    async close() {
      closing.abort()
      await schedule.close()
      await inside.assets.close()
      await renewed
      await filling
      await writer.settled()
      await webhooks?.close()
      await workers.close()
      await trim?.close()
      await instances.leave()
    },
  }
}
