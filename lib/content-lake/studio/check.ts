import type { Call } from '../call.ts'
import { allowanceOf } from '../people/origins.ts'
import { requireDataset } from '../query/query.ts'
import { json } from '../wire.ts'

/** `GET ping`: the lake is there. */
export async function ping(): Promise<Response> {
  return json({ pong: true })
}

/** `GET check/cors`: whether the origin of the asker may use this lake from a browser.
 *  @see `@sanity/client` `src/data/live.ts`, which asks when an event stream fails */
export async function checkCors({ request, project, lake }: Call): Promise<Response> {
  const origin = request.headers.get('origin')
  // A page of our own origin sends no Origin with a GET.
  if (origin === null || origin === lake.settings.origin) return json({ result: { allowed: true, withCredentials: true } })
  const allowance = allowanceOf(origin, (await lake.register.current()).origins, project)
  return json({ result: { allowed: allowance !== null, withCredentials: allowance?.withCredentials ?? false } })
}

/** `GET data/ping/<ds>`: measures nothing but the way. */
export async function pingDataset(call: Call): Promise<Response> {
  requireDataset(call)
  return json({ ping: 'PONG' })
}

/** `GET data/actions/<ds>`: documents are written by actions here, whatever the version of the Studio. */
export async function actionsEnabled(call: Call): Promise<Response> {
  requireDataset(call)
  return json({ enabled: true, compatibleStudioVersions: '*' })
}

/** `GET geoip/country`: a lake of one's own looks up no addresses.
 *  @see `sanity` `core/studio/diagnostics/gatherStudioDiagnostics.ts`, which says that the country could not be resolved */
export async function askersCountry(): Promise<Response> {
  return json({ isoCode: null })
}
