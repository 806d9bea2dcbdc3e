import type { QueryNode } from './query-node.ts'

/** Why a part of a query is not answered, in a sentence, and the word in the query that it is about. */
export interface Refusal {
  readonly reason: string
  readonly culprit: string
}

/** Functions that the parser knows and the lake does not serve, and why. */
export const REFUSED_FUNCTIONS: Readonly<Record<string, string>> = {
  'text::semanticSimilarity': 'embeddings of content are made by Sanity’s own service',
  'user::attributes': 'people have no attributes here',
  'media::aspect': 'aspects are kept in Sanity’s Media Library',
  'documents::incomingRefCount': 'ask count(*[references(^._id)]) instead',
  'documents::incomingGlobalDocumentReferenceCount': 'there are no references between datasets here',
  'delta::operation': 'it has a meaning only in filters of webhooks',
  'delta::changedAny': 'it has a meaning only in filters of webhooks',
  'delta::changedOnly': 'it has a meaning only in filters of webhooks',
  'global::anywhere': 'it stands only in the selectors of diff::changedAny() and diff::changedOnly()',
}

/** How many arguments functions take whose number the parser does not check. */
const argumentCounts: Readonly<Record<string, number>> = {
  'global::geo': 1,
  'geo::latLng': 2,
  'geo::contains': 2,
  'geo::intersects': 2,
  'geo::distance': 2,
  'documents::get': 1,
}

/** Why `node` is not answered; null if it is. */
export function refusalOf(node: QueryNode): Refusal | null {
  if (node.type === 'PipeFuncCall' && node.name === 'score' && !isScorable(node.base))
    return { reason: 'score() takes documents as they are: *[…], in order or in slices', culprit: 'score' }
  if (node.type !== 'FuncCall') return null
  const { namespace, name, args } = node
  const full = `${namespace}::${name}`
  const shown = namespace === 'global' ? name : full
  const why = Object.hasOwn(REFUSED_FUNCTIONS, full) ? REFUSED_FUNCTIONS[full] : undefined
  if (why !== undefined) return { reason: `The function ${shown}() is not served: ${why}`, culprit: name }
  const count = Object.hasOwn(argumentCounts, full) ? argumentCounts[full] : undefined
  if (count === undefined || count === args.length) return null
  return { reason: `The function ${shown}() takes ${count} argument${count === 1 ? '' : 's'}, not ${args.length}`, culprit: name }
}

function isScorable(base: QueryNode): boolean {
  switch (base.type) {
    case 'Group':
    case 'Filter':
    case 'Slice':
    case 'ArrayCoerce':
    case 'PipeFuncCall':
      return isScorable(base.base)
    default:
      return base.type === 'Everything' || base.type === 'Value' || base.type === 'Array'
  }
}
