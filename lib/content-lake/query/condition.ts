import { publishedIdOf } from '../document-id.ts'
import { isRecord } from '../wire.ts'
import type { Dependency } from './sync-tags.ts'

/** What a filter surely demands of each document: a document that does not meet it can't match the filter. Known constants only. */
export type Condition =
  | { readonly kind: 'any' }
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | { readonly kind: 'base'; readonly id: string }
  | { readonly kind: 'types'; readonly types: readonly string[] }
  | { readonly kind: 'slugs'; readonly slugs: readonly string[] }
  | { readonly kind: 'refersTo'; readonly ids: readonly string[] }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }

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

/** SQL that is true for each row of lake.document that meets `condition`; values go to `parameters`.
 *  With `published` an id stands for the document with its draft and versions. */
export function sqlOf(condition: Condition, parameters: unknown[], grouped: boolean): string {
  const bind = (value: unknown): string => `$${parameters.push(value)}`
  switch (condition.kind) {
    case 'any':
      return 'true'
    case 'ids':
      return grouped ? `base_id = any(${bind(condition.ids.map(publishedIdOf))}::text[])` : `id = any(${bind(condition.ids)}::text[])`
    case 'base':
      return `base_id = ${bind(publishedIdOf(condition.id))}`
    case 'types':
      return `type = any(${bind(condition.types)}::text[])`
    case 'slugs':
      return `slug = any(${bind(condition.slugs.map(beginning))}::text[])`
    case 'refersTo':
      return condition.ids.every((id) => id.length <= 300) ? `refers_to && ${bind(condition.ids)}::text[]` : 'true'
    case 'prefix':
      // In a perspective that shows drafts under published ids, the prefix is asked of those.
      return grouped ? 'true' : `starts_with(id, ${bind(condition.prefix)})`
    case 'and':
    case 'or':
      return `(${condition.parts.map((part) => sqlOf(part, parameters, grouped)).join(` ${condition.kind} `)})`
  }
}

/** As the column has it: 200 characters, not UTF-16 units. */
const beginning = (slug: string): string => Array.from(slug).slice(0, 200).join('')

/** Whether `document` may meet `condition`: false only if it surely does not. */
export function mayMeet(
  condition: Condition,
  document: { readonly _id: string; readonly _type: string; readonly [attribute: string]: unknown },
): boolean {
  switch (condition.kind) {
    case 'any':
    case 'refersTo':
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
  if (found.types) return found.types.map((type) => ({ kind: 'type', type }))
  return alternative ? dependenciesOf(alternative) : [{ kind: 'all' }]
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
    default:
      return {}
  }
}
