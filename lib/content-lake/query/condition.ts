import { publishedIdOf } from '../document-id.ts'
import { isWhole } from './attributes.ts'
import { isRecord } from '../wire.ts'
import type { Dependency } from './sync-tags.ts'
import type { Wanted } from './words.ts'

/** What a filter surely demands of each document: a document that does not meet it can't match the filter. Known constants only. */
export type Condition =
  | { readonly kind: 'any' }
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | { readonly kind: 'base'; readonly id: string }
  | { readonly kind: 'types'; readonly types: readonly string[] }
  | { readonly kind: 'slugs'; readonly slugs: readonly string[] }
  | { readonly kind: 'refersTo'; readonly ids: readonly string[] }
  | { readonly kind: 'prefix'; readonly prefix: string }
  /** One of the values at `path`, a path as in `attributes.ts`, has one of the keys. */
  | { readonly kind: 'equals'; readonly path: string; readonly keys: readonly string[] }
  | { readonly kind: 'range'; readonly path: string; readonly from: Bound; readonly to: Bound }
  /** There is something at `path`. */
  | { readonly kind: 'present'; readonly path: string }
  /** Its texts hold all of these words, anywhere. */
  | { readonly kind: 'words'; readonly words: readonly Wanted[] }
  /** `part` is not met; only of a part that says exactly what its expression says. */
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }

/** The end of a range of keys. */
export interface Bound {
  readonly key: string
  readonly inclusive: boolean
}

export const anything: Condition = { kind: 'any' }

/** Both at once. */
export function both(left: Condition, right: Condition): Condition {
  if (left.kind === 'any') return right
  if (right.kind === 'any') return left
  return { kind: 'and', parts: [left, right] }
}

/** One of the two; nothing is demanded if either demands nothing. */
export function either(left: Condition, right: Condition): Condition {
  return left.kind === 'any' || right.kind === 'any' ? anything : { kind: 'or', parts: [left, right] }
}

/** The types of all that meets `condition`, if it names them. */
export function typesOf(condition: Condition): readonly string[] | null {
  if (condition.kind === 'types') return condition.types
  if (condition.kind === 'and') return condition.parts.map(typesOf).find((types) => types !== null) ?? null
  if (condition.kind !== 'or') return null
  const types = condition.parts.map(typesOf)
  return types.every((some) => some !== null) ? [...new Set(types.flat())] : null
}

/** Whether `document` may meet `condition`: false only if it surely does not. */
export function mayMeet(
  condition: Condition,
  document: { readonly _id: string; readonly _type: string; readonly [attribute: string]: unknown },
): boolean {
  switch (condition.kind) {
    case 'any':
    case 'refersTo':
    case 'equals':
    case 'range':
    case 'present':
    case 'words':
    case 'not':
      return true
    case 'ids':
      return condition.ids.includes(document._id)
    case 'base':
      return publishedIdOf(document._id) === publishedIdOf(condition.id)
    case 'types':
      return condition.types.includes(document._type)
    case 'slugs':
      return (
        isRecord(document['slug']) && condition.slugs.some((slug) => isRecord(document['slug']) && document['slug']['current'] === slug)
      )
    case 'prefix':
      return document._id.startsWith(condition.prefix)
    case 'and':
      return condition.parts.every((part) => mayMeet(part, document))
    case 'or':
      return condition.parts.some((part) => mayMeet(part, document))
  }
}

interface Found {
  readonly references?: readonly string[]
  readonly ids?: readonly string[]
  readonly types?: readonly string[]
  readonly slugs?: readonly string[]
}

/** What an answer that looked through all documents meeting `condition` depends on: as narrow as the condition lets us be.
 *  Whatever meets it, before a change or after it, has one of these in `tagsOfState`. */
export function dependenciesOf(condition: Condition): readonly Dependency[] {
  if (condition.kind === 'or') return condition.parts.flatMap(dependenciesOf)
  const parts = condition.kind === 'and' ? flattened(condition) : [condition]
  const found: Found = Object.assign({}, ...parts.map(foundIn)) as Found
  const alternative = parts.find((part) => part.kind === 'or')
  if (found.ids) return found.ids.map((id) => ({ kind: 'id', id }))
  if (found.slugs && found.types)
    return found.types.flatMap((type) => (found.slugs ?? []).map((slug) => ({ kind: 'typed-slug', type, slug }) as const))
  if (found.slugs) return found.slugs.map((slug) => ({ kind: 'slug', slug }))
  if (found.references) return ofReferences(found.references, found.types)
  if (found.types) return found.types.map((type) => ({ kind: 'type', type }))
  return alternative ? dependenciesOf(alternative) : [{ kind: 'all' }]
}

function ofReferences(ids: readonly string[], types: readonly string[] | undefined): readonly Dependency[] {
  const own = ids.flatMap(
    (id): Dependency[] => types?.map((type) => ({ kind: 'typed-reference', type, id })) ?? [{ kind: 'reference', id }],
  )
  return [...own, { kind: 'many-references' }]
}

function flattened(condition: Condition): readonly Condition[] {
  return condition.kind === 'and' ? condition.parts.flatMap(flattened) : [condition]
}

function foundIn(condition: Condition): Found {
  switch (condition.kind) {
    case 'ids':
      return { ids: condition.ids }
    case 'base':
      return { ids: [condition.id] }
    case 'types':
      return { types: condition.types }
    case 'slugs':
      return { slugs: condition.slugs }
    case 'refersTo':
      return condition.ids.every(isShort) ? { references: condition.ids } : {}
    case 'equals':
      return referencesIn(condition.path, condition.keys)
    default:
      return {}
  }
}

/** Longer ids are not kept among the references of a document. */
const isShort = (id: string): boolean => id.length <= 300

/** What is equal to one of `keys` refers to one of these ids, if it is a reference. */
function referencesIn(path: string, keys: readonly string[]): Found {
  const ids = keys.map((key) => /^s([\w.-]+)$/.exec(key)?.[1])
  if (!/(?:^|\.)_ref$/.test(path) || !ids.every((id) => id !== undefined) || !keys.every(isWhole)) return {}
  return { references: ids }
}
