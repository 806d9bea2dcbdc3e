import { z } from 'zod'
import type { Call } from '../call.ts'
import { httpError } from '../errors.ts'
import { requireDatasetNamed } from '../query/query.ts'
import { type Document, flag, isRecord, json } from '../wire.ts'

const mostListed = 100
const documentId = z.string().regex(/^[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}$/)

/** Where in `value` references to `id` stand, as GROQ paths. */
function pathsTo(id: string, value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => pathsTo(id, item, `${path}[${step(item, index)}]`))
  if (!isRecord(value)) return []
  const own = value._ref === id ? [path] : []
  return own.concat(Object.entries(value).flatMap(([name, item]) => pathsTo(id, item, path === '' ? name : `${path}.${name}`)))
}

function step(item: unknown, index: number): string {
  return isRecord(item) && typeof item._key === 'string' ? `_key==${JSON.stringify(item._key)}` : String(index)
}

/** `GET data/references/<ds>/documents/<id>/to`: which documents refer to this one, as far as the asker may read them. The Studio asks it
 *  with `excludeInternalReferences`, wanting those of other datasets, of which there are none.
 *  @throws {LakeError} 400 for a wrong id, 404 for another dataset
 *  @see sanity `packages/sanity/src/structure/components/confirmDeleteDialog/useReferringDocuments.ts` */
export async function referencesTo(call: Call): Promise<Response> {
  const { access, lake, params, url } = call
  const dataset = requireDatasetNamed(call)
  const id = documentId.safeParse(params.id)
  if (!id.success) throw httpError(400, `${JSON.stringify(params.id)} is no document id`)
  if (!access.readsAnyAt(id.data)) throw httpError(404, `There is no document ${id.data} here`)
  if (flag(url, 'excludeInternalReferences')) return json({ totalCount: 0, references: [] })
  const { rows } = await lake.pool.query<{ id: string; content: Document }>(
    'select id, content from lake.document where dataset = $1 and refers_to @> array[$2] order by id',
    [dataset.key, id.data],
  )
  const readable = rows.filter((row) => access.reads(row.content))
  const withPaths = !flag(url, 'excludePaths')
  const references = readable.slice(0, mostListed).map((row) => ({
    projectId: dataset.project,
    datasetName: dataset.name,
    documentId: row.id,
    ...(withPaths && { paths: pathsTo(id.data, row.content, '').toSorted() }),
  }))
  return json({ totalCount: readable.length, references })
}
