import { isDeepStrictEqual } from 'node:util'
import type { SanityClient, SanityDocument } from '@sanity/client'
import type { Seed } from './documents.ts'
import { replaceFields } from './replace-fields.ts'
import type { SeedDocument } from './seed-document.ts'
import { entryFor, fingerprint, RECORD_ID, type RecordEntry } from './seed-record.ts'

/** What is first published of a document that is new. */
export function firstState({ states }: Seed, document: SeedDocument): SeedDocument {
  return states?.get(document._id)?.[0] ?? document
}

/** Whether a document has begun to be published in its states, and has not come to its last. */
export function isOnItsWay({ states }: Seed, entry: RecordEntry | undefined): boolean {
  const first = entry && states?.get(entry.documentId)?.[0]
  return first !== undefined && fingerprint(first) === entry?.fingerprint
}

/** What `published` shows to have been written of a document on its way: the record is kept at both ends alone, and the site takes notes out. Null if
 *  it is none of the states, so that somebody has edited it. */
export function stateReached({ states }: Seed, published: SanityDocument): { readonly index: number; readonly revision: string } | null {
  const isOurs = (name: string) => name !== 'changeNote' && (!name.startsWith('_') || name === '_id' || name === '_type')
  const said = (document: object) => Object.fromEntries(Object.entries(document).filter(([name]) => isOurs(name)))
  const now = said(published)
  const index = states?.get(published._id)?.findLastIndex((state) => isDeepStrictEqual(said(state), now)) ?? -1
  return index === -1 ? null : { index, revision: published._rev }
}

/**
 * Publishes the states that are still to come of documents, in order, each in a transaction of its own with the same one of the others; and at last
 * each document as it is, without the note of its last state.
 * @param reached which state of each document stands there, and in which revision, by its id
 * @throws {ClientError} of status 409 if somebody edits one of the documents meanwhile
 */
export async function publishStates(
  client: SanityClient,
  seed: Seed,
  reached: ReadonlyMap<string, { readonly index: number; readonly revision: string }>,
): Promise<void> {
  const left = new Map(reached)
  while (left.size > 0) {
    const revision = `seed-${crypto.randomUUID()}`
    const transaction = client.transaction().transactionId(revision)
    for (const document of seed.documents) {
      const at = left.get(document._id)
      if (!at) continue
      const next = seed.states?.get(document._id)?.[at.index + 1]
      replaceFields(transaction, next ?? document, ['changeNote'], at.revision)
      if (next) left.set(document._id, { index: at.index + 1, revision })
      else {
        left.delete(document._id)
        const entry = entryFor(document, revision)
        transaction.patch(RECORD_ID, (patch) => patch.set({ [`entries[_key=="${entry._key}"]`]: entry }))
      }
    }
    await transaction.commit({ visibility: 'sync', returnDocuments: false })
  }
}
