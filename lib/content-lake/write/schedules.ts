import type { Call } from '../call.ts'
import { requirePerson } from '../people/rights.ts'
import { requireDataset } from '../query/query.ts'
import { json } from '../wire.ts'

/** `GET schedules/<project>/<ds>`: the older way to schedule, switched off in the Studio; nothing can be scheduled by it, so nothing is.
 *  @throws {LakeError} 401 for a stranger, 404 for another project or dataset */
export async function schedules(call: Call): Promise<Response> {
  requirePerson(call.identity)
  requireDataset(call)
  return json({ schedules: [] })
}
