import { effectsOf } from '../write/mendoza.ts'
import type { Access } from '../people/access.ts'
import type { DocumentChange } from './bus.ts'

/** What `access` lets one see of `change`: null if neither state may be read. Where one of the two may not, the document appears or disappears
 *  for them, whatever really happened, and nothing in the change tells of the other state. */
export function visibleTo(access: Access, change: DocumentChange): DocumentChange | null {
  if (access.reading === 'everything') return change
  const before = change.before && access.reads(change.before) ? change.before : null
  const after = change.after && access.reads(change.after) ? change.after : null
  if (!before && !after) return null
  if (before === change.before && after === change.after) return change
  return {
    documentId: change.documentId,
    before,
    after,
    mutations: after ? [{ createOrReplace: after }] : [{ delete: { id: change.documentId } }],
    effects: effectsOf(before, after),
  }
}
