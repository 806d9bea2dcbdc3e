import { createHash } from 'node:crypto'
import type { SeedDocument } from './seed-document.ts'

/** The document in which the lake remembers what the seed wrote. Its id has a dot, so strangers can't read it. */
export const RECORD_ID = 'seed.record'

/** What was written of one document, and when. */
export interface RecordEntry {
  readonly _type: 'seedEntry'
  readonly _key: string
  readonly documentId: string
  /** The revision that our write gave the document. Another one now means that somebody has edited it. */
  readonly revision: string
  /** Of the seed's document as it was then. */
  readonly fingerprint: string
}

export interface SeedRecord {
  readonly _id: typeof RECORD_ID
  readonly _type: 'seed.record'
  readonly _rev?: string
  readonly entries: readonly RecordEntry[]
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  )
}

/** A hash of what `document` says, whatever the order of its fields. */
export function fingerprint(document: SeedDocument): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(document)))
    .digest('hex')
}

/** The entry for `document`, written as `revision`. */
export function entryFor(document: SeedDocument, revision: string): RecordEntry {
  return { _type: 'seedEntry', _key: document._id, documentId: document._id, revision, fingerprint: fingerprint(document) }
}
