import type { Transaction } from '@sanity/client'
import type { SeedDocument } from './seed-document.ts'

/** Writes the fields of `document` over the published one, whose fields are `present`: those that it no longer has go away. `revision` guards against
 *  an edit since it was read. */
export function replaceFields(transaction: Transaction, document: SeedDocument, present: readonly string[], revision: string): void {
  const { _id, _type, ...fields } = document
  const gone = present.filter((name) => !name.startsWith('_') && !(name in fields))
  transaction.patch(_id, (patch) => {
    const set = patch.set(fields)
    return (gone.length > 0 ? set.unset(gone) : set).ifRevisionId(revision)
  })
}
