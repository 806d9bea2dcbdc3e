import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { requireDataset } from './query.ts'
import { json } from '../wire.ts'

const mostIds = 1000

/** `GET data/doc/<dataset>/<id>,<id>`: documents by their exact ids, drafts and versions included.
 *  @see https://www.sanity.io/docs/http-doc */
export async function doc(call: Call): Promise<Response> {
  const dataset = requireDataset(call)
  const ids = [...new Set((call.params['ids'] ?? '').split(',').filter((id) => id !== ''))]
  if (ids.length > mostIds) throw httpError(400, `At most ${mostIds} documents are given at once`)
  const { access, lake } = call
  const documents = await lake.store.source({ dataset, perspective: { kind: 'raw' }, access }).byId(ids)
  const found = new Set(documents.map((document) => document._id))
  // Whether a document is there that may not be read is not told: the reason looks at the id alone.
  const reason = (id: string): string => (access.readsAnyAt(id) ? 'existence' : 'permission')
  const omitted = ids.filter((id) => !found.has(id)).map((id) => ({ id, reason: reason(id) }))
  return json({ documents, omitted })
}
