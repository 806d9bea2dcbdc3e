import type { Call } from '../call.ts'
import { requirePerson } from '../people/rights.ts'
import { json, readBytes } from '../wire.ts'

const bodyLimit = 1024 * 1024

/** `GET intake/telemetry-status`: nobody's doings are gathered here. */
export async function telemetryStatus(): Promise<Response> {
  return json({ status: 'denied' })
}

/** `POST intake/batch`: takes what a Studio would tell about its use, and forgets it.
 *  @throws {LakeError} 401 for a stranger, 413 for more than 1 MiB */
export async function discardTelemetry({ identity, request }: Call): Promise<Response> {
  requirePerson(identity)
  await readBytes(request, bodyLimit)
  return json({})
}
