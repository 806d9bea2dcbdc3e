import { httpError } from '../errors.ts'
import { draftIdOf, isPublishedId, publishedIdOf } from '../document-id.ts'
import type { Access } from '../people/access.ts'
import type { Document } from '../wire.ts'

/** Which of a document's states a query sees.
 *  - `raw`: each document as it is, drafts and versions among them.
 *  - `published`: published documents alone.
 *  - `stack`: of each document the first state there is among the layers (releases by name, `drafts`), else the published one, under the published id.
 *  @see https://www.sanity.io/docs/perspectives */
export type Perspective =
  | { readonly kind: 'raw' }
  | { readonly kind: 'published' }
  | { readonly kind: 'stack'; readonly layers: readonly string[] }

/** From this version of the API on a query that names no perspective means `published`. */
const publishedByDefaultSince = '2025-02-19'

/** Whether the request speaks a version of the API from `date` on. */
export function speaksSince(version: string, date: string): boolean {
  return version === 'X' || (version !== '1' && version >= date)
}

const layerName = /^[A-Za-z0-9_-]{1,128}$/

/** What of a request says which perspectives it may ask for, and what it means by none. */
interface Asker {
  readonly version: string
  readonly access: Access
}

/** The perspective that `given`, the parameter as it came, asks for.
 *  @throws {LakeError} 400 for one that does not exist, 401 for a stranger who wants to see drafts */
export function perspectiveOf(asker: Asker, given: unknown): Perspective {
  const names =
    typeof given === 'string'
      ? given
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
      : given
  if (names === undefined || names === null || (Array.isArray(names) && names.length === 0)) {
    return speaksSince(asker.version, publishedByDefaultSince) ? { kind: 'published' } : { kind: 'raw' }
  }
  if (!Array.isArray(names) || !names.every((name): name is string => typeof name === 'string' && layerName.test(name))) {
    throw httpError(
      400,
      `${JSON.stringify(given)} is not a perspective: it may be raw, published, drafts, or the names of releases in their order`,
    )
  }
  if (names.includes('raw') || names.includes('published')) return single(names)
  if (!asker.access.readsDrafts) throw httpError(401, 'Drafts and releases are for those who are signed in')
  return { kind: 'stack', layers: names.map((name) => (name === 'previewDrafts' ? 'drafts' : name)) }
}

function single(names: readonly string[]): Perspective {
  if (names.length > 1 && names.includes('raw')) throw httpError(400, 'The perspective raw stands alone')
  if (names[0] === 'raw') return { kind: 'raw' }
  const layers = names.slice(0, names.indexOf('published')).map((name) => (name === 'previewDrafts' ? 'drafts' : name))
  return layers.length === 0 ? { kind: 'published' } : { kind: 'stack', layers }
}

/** The ids under which the document `id` may stand in `perspective`, the one that wins first. */
export function idsFor(perspective: Perspective, id: string): readonly string[] {
  switch (perspective.kind) {
    case 'raw':
      return [id]
    case 'published':
      return isPublishedId(id) ? [id] : []
    case 'stack': {
      const base = publishedIdOf(id)
      return [...perspective.layers.map((layer) => (layer === 'drafts' ? draftIdOf(base) : `versions.${layer}.${base}`)), base]
    }
  }
}

/** Of `documents` (with every state of each that counts in `perspective`) those that it shows, as it shows them. */
export function seenIn(perspective: Perspective, documents: readonly Document[]): readonly Document[] {
  if (perspective.kind !== 'stack') return documents
  const byId = new Map(documents.map((document) => [document._id, document]))
  const seen: Document[] = []
  // In the order of the ids shown: which hidden states there are must not show in the answer.
  const bases = new Set(documents.map((document) => publishedIdOf(document._id)))
  for (const base of [...bases].toSorted((one, other) => (one < other ? -1 : 1))) {
    const winner = idsFor(perspective, base)
      .map((id) => byId.get(id))
      .find((document) => document !== undefined)
    if (!winner || isGoing(winner)) continue
    seen.push({ ...winner, _id: base, _originalId: winner._id })
  }
  return seen
}

/** A version that says: with this release the document is unpublished. */
function isGoing(document: Document): boolean {
  const system = document['_system']
  return typeof system === 'object' && system !== null && 'delete' in system && system.delete === true
}
