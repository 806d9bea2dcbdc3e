import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { requireDataset } from './query.ts'
import { mayRead } from '../people/rights.ts'
import { json } from '../wire.ts'

const mostIds = 1000

/** `GET data/doc/<dataset>/<id>,<id>`: documents by their exact ids, drafts and versions included.
 *  @see https://www.sanity.io/docs/http-doc */
export async function doc(call: Call): Promise<Response> {
  const dataset = requireDataset(call)
  const ids = [...new Set((call.params['ids'] ?? '').split(',').filter((id) => id !== ''))]
  if (ids.length > mostIds) throw httpError(400, `At most ${mostIds} documents are given at once`)
  const readable = ids.filter((id) => mayRead(call.identity, id))
  const documents = await call.lake.store.source({ dataset, perspective: { kind: 'raw' }, publicOnly: false }).byId(readable)
  const found = new Set(documents.map((document) => document._id))
  const omitted = ids.filter((id) => !found.has(id)).map((id) => ({ id, reason: readable.includes(id) ? 'existence' : 'permission' }))
  return json({ documents, omitted })
}
