import { createHash } from 'node:crypto'
import { isRecord } from '../wire.ts'
import { publishedIdOf } from '../document-id.ts'

/** What an answer may depend on, and a change may touch. Ids are those of the published document, so that a draft and its original share them. */
export type Dependency =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'slug'; readonly slug: string }
  | { readonly kind: 'typed-slug'; readonly type: string; readonly slug: string }
  | { readonly kind: 'type'; readonly type: string }
  /** Documents that refer to `id`, of one type or of any. */
  | { readonly kind: 'reference'; readonly id: string }
  | { readonly kind: 'typed-reference'; readonly type: string; readonly id: string }
  /** Documents that refer to more than their tags tell. */
  | { readonly kind: 'many-references' }
  | { readonly kind: 'all' }

function partsOf(dependency: Dependency): string[] {
  switch (dependency.kind) {
    case 'id':
      return [publishedIdOf(dependency.id)]
    case 'slug':
      return [dependency.slug]
    case 'typed-slug':
      return [dependency.type, dependency.slug]
    case 'type':
      return [dependency.type]
    case 'reference':
      return [publishedIdOf(dependency.id)]
    case 'typed-reference':
      return [dependency.type, publishedIdOf(dependency.id)]
    case 'many-references':
    case 'all':
      return []
  }
}

/** The sync tag of a dependency: opaque to everyone, stable for ever, short enough to be kept by the dozen.
 *  @see https://www.sanity.io/docs/live-content-api */
export function syncTag(dataset: string, dependency: Dependency): string {
  const hash = createHash('sha256').update(JSON.stringify([dataset, dependency.kind, ...partsOf(dependency)]))
  return `s1:${hash.digest('base64url').slice(0, 12)}`
}

/** What of a document its tags come from. */
export interface TaggedState {
  readonly _id: string
  readonly _type: string
  readonly slug?: unknown
}

/** As many references of a document have tags of their own. */
const mostReferences = 40

/** The tags of all answers that a document in this state may be part of. `references` are the ids that it refers to. */
export function tagsOfState(dataset: string, state: TaggedState, references: readonly string[]): string[] {
  const type = state._type
  const dependencies: Dependency[] = [{ kind: 'all' }, { kind: 'type', type }, { kind: 'id', id: state._id }]
  const slug = isRecord(state.slug) ? state.slug['current'] : undefined
  if (typeof slug === 'string') dependencies.push({ kind: 'slug', slug }, { kind: 'typed-slug', type, slug })
  if (references.length > mostReferences) dependencies.push({ kind: 'many-references' })
  else for (const id of references) dependencies.push({ kind: 'reference', id }, { kind: 'typed-reference', type, id })
  return dependencies.map((dependency) => syncTag(dataset, dependency))
}

/** More tags than this and an answer's ids are told by their types instead: whoever keeps the answer can't keep tags without bound. */
const mostTags = 60

/** The tags of an answer with these dependencies. `types` are those of the documents behind its id dependencies, where they are known. */
export function tagsOfAnswer(dataset: string, dependencies: readonly Dependency[], types: ReadonlyMap<string, string>): string[] {
  const narrow = new Set(dependencies.map((dependency) => syncTag(dataset, dependency)))
  if (narrow.size <= mostTags) return [...narrow]
  const wide = new Set(
    dependencies.map((dependency) => {
      const type = typeBehind(dependency, types)
      if (type === null) return syncTag(dataset, dependency)
      return syncTag(dataset, type === undefined ? { kind: 'all' } : { kind: 'type', type })
    }),
  )
  return wide.size <= mostTags ? [...wide] : [syncTag(dataset, { kind: 'all' })]
}

/** The type of all that `dependency` is about: undefined if that is not known, null if the dependency is as wide as a type or wider. */
function typeBehind(dependency: Dependency, types: ReadonlyMap<string, string>): string | undefined | null {
  switch (dependency.kind) {
    case 'id':
      return types.get(publishedIdOf(dependency.id))
    case 'typed-slug':
    case 'typed-reference':
      return dependency.type
    case 'reference':
      return undefined
    case 'slug':
    case 'type':
    case 'many-references':
    case 'all':
      return null
  }
}
