import { createHash } from 'node:crypto'
import { isRecord } from '../wire.ts'
import { publishedIdOf } from '../document-id.ts'

/** What an answer may depend on, and a change may touch. Ids are those of the published document, so that a draft and its original share them. */
export type Dependency =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'slug'; readonly slug: string }
  | { readonly kind: 'typed-slug'; readonly type: string; readonly slug: string }
  | { readonly kind: 'type'; readonly type: string }
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

/** The tags of all answers that a document in this state may be part of. */
export function tagsOfState(
  dataset: string,
  state: { readonly _id: string; readonly _type: string; readonly [attribute: string]: unknown },
): string[] {
  const dependencies: Dependency[] = [{ kind: 'all' }, { kind: 'type', type: state._type }, { kind: 'id', id: state._id }]
  const slug = isRecord(state['slug']) ? state['slug']['current'] : undefined
  if (typeof slug === 'string') dependencies.push({ kind: 'slug', slug }, { kind: 'typed-slug', type: state._type, slug })
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
      if (dependency.kind !== 'id' && dependency.kind !== 'typed-slug') return syncTag(dataset, dependency)
      const type = dependency.kind === 'typed-slug' ? dependency.type : types.get(publishedIdOf(dependency.id))
      return syncTag(dataset, type === undefined ? { kind: 'all' } : { kind: 'type', type })
    }),
  )
  return wide.size <= mostTags ? [...wide] : [syncTag(dataset, { kind: 'all' })]
}
