import type { Call } from '../call.ts'
import { requireProject } from '../people/projects.ts'
import { json } from '../wire.ts'

/** `GET help`: no links; Sanity's own lead out of the house. */
export async function help(): Promise<Response> {
  return json({})
}

/** `GET journey/announcements`: none. */
export async function announcements(): Promise<Response> {
  return json([])
}

/** `GET journey/…`: trials and offers, of which there are none: nothing is sold here. */
export async function journey(): Promise<Response> {
  return json(null)
}

/** `GET subscriptions/project/<id>`: none, and so no limit that a plan sets; the Studio then names none.
 *  @see sanity `packages/sanity/src/core/hooks/useProjectSubscriptions.ts` */
export async function subscription(call: Call): Promise<Response> {
  await requireProject({ ...call, project: call.params['project'] ?? call.project })
  return json(null)
}
