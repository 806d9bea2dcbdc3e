import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { requirePerson } from '../people/rights.ts'
import { json } from '../wire.ts'

/** `GET schedules/<project>/<ds>`: the older way to schedule, switched off in the Studio; nothing can be scheduled by it, so nothing is.
 *  @throws {LakeError} 401 for a stranger, 404 for another project or dataset */
export async function schedules({ identity, params, lake }: Call): Promise<Response> {
  requirePerson(identity)
  if (params.project !== lake.settings.projectId || params.dataset !== lake.settings.dataset)
    throw httpError(404, 'There is no such project and dataset here')
  return json({ schedules: [] })
}
