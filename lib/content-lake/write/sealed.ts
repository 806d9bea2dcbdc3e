import { isDeepStrictEqual } from 'node:util'
import type { DocumentChange } from '../events/bus.ts'
import { isPublishedId } from '../document-id.ts'
import type { Document } from '../wire.ts'
import { refuse } from './mutation.ts'

/** What `document` says, without what the lake keeps of it. */
function saying({ _rev, _createdAt, _updatedAt, ...rest }: Document): object {
  return rest
}

/** Published documents of the types `sealed` stay what they are. Where a transaction ends counts: one that is written anew with what it says
 *  already, as an import does, is not changed.
 *  @throws {Refusal} if one of `changes` alters what such a document says */
export function guardSealed(changes: readonly DocumentChange[], sealed: readonly string[]): void {
  if (sealed.length === 0) return
  for (const { documentId, before, after } of changes) {
    if (!before || !after || !sealed.includes(before._type) || !isPublishedId(documentId)) continue
    if (!isDeepStrictEqual(saying(before), saying(after))) throw refuse.sealed(documentId, before._type)
  }
}
