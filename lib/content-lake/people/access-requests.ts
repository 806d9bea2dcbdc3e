import type { Call } from '../call.ts'
import { requirePerson } from './rights.ts'
import { json } from '../wire.ts'

/** `GET access/requests/me`: none, because roles are given on the server and not asked for here.
 *  @throws {LakeError} 401 for a stranger */
export async function accessRequests({ identity }: Call): Promise<Response> {
  requirePerson(identity)
  return json([])
}
