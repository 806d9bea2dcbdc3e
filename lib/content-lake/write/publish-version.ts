import { strengthened } from '../content.ts'
import { publishedIdOf } from '../document-id.ts'
import type { Cause, Result, Work } from './work.ts'
import type { Document } from '../wire.ts'

/** Makes `version` the published document and takes it away, in one transaction: an update (or appearance) and a disappearance. */
export async function publishVersion(work: Work, version: Document, given: Cause): Promise<readonly Result[]> {
  const publishedId = publishedIdOf(version._id)
  const cause = { ...given, versionId: version._id, versionRevisionId: version._rev }
  const { _system: _, _originalId: __, ...content } = version
  const before = await work.get(publishedId)
  const next = strengthened({ ...content, _id: publishedId, _createdAt: before?._createdAt ?? version._createdAt }) as Record<
    string,
    unknown
  >
  return [await work.create(next, before ? 'createOrReplace' : 'create', cause), await work.delete(version._id, cause)]
}
