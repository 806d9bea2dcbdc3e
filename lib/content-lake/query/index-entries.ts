import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type Attribute, attributesOf, unordered } from './attributes.ts'
import { wordsOf } from './words.ts'
import type { Document } from '../wire.ts'

/** How documents are indexed now. A change of `attributes.ts` or `words.ts` that alters what is kept needs a new number, and a migration that empties
 *  the index: documents with another are indexed anew at the next start, and are candidates of every query until then. */
export const indexed = 1

/** Stands in place of `indexed` where a document is too large to be. */
export const notIndexable = -1

/** What the index holds for one document. */
export interface Entries {
  readonly indexed: number
  /** Which attributes of the document can be ordered by, as a number; what lacks one of them is found by it. */
  readonly shape: string
  readonly attributes: readonly Attribute[]
  readonly words: readonly string[]
}

/** The entries of `document`, which is kept in `dataset`. */
export function entriesOf(dataset: string, document: Document): Entries {
  const attributes = attributesOf(document)
  const words = wordsOf(document)
  if (attributes === null || words === null)
    return { indexed: notIndexable, shape: shapeOf(dataset, document._type, []), attributes: [], words: [] }
  return { indexed, shape: shapeOf(dataset, document._type, orderable(attributes)), attributes, words }
}

/** The paths among `attributes` that an order can be by: a value, and one alone. */
export function orderable(attributes: readonly Attribute[]): string[] {
  return attributes
    .filter(({ path, key }) => key !== unordered && !path.includes('[]'))
    .map(({ path }) => path)
    .toSorted()
}

/** The number of a set of paths in documents of a type. */
function shapeOf(dataset: string, type: string, paths: readonly string[]): string {
  return hashed(JSON.stringify([dataset, type, paths]))
}

const places = new LRUCache<string, string>({ max: 20_000 })

/** The number of a path in documents of a type. */
export function placeOf(dataset: string, type: string, path: string): string {
  const name = `${dataset}\0${type}\0${path}`
  const known = places.get(name)
  if (known !== undefined) return known
  const place = hashed(JSON.stringify([dataset, type, path]))
  places.set(name, place)
  return place
}

/** 64 bits, as Postgres writes a `bigint`. */
function hashed(text: string): string {
  return createHash('sha256').update(text).digest().readBigInt64BE().toString()
}
