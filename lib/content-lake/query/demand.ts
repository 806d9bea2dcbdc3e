import { isIndexed, isWhole, keyOf, textKey } from './attributes.ts'
import { anything, both, type Bound, type Condition, either } from './condition.ts'
import { elementsOf, isSingle, pathOf, ungrouped } from './attribute-path.ts'
import { termsIn } from './match.ts'
import type { QueryNode } from './query-node.ts'
import { hasWords, type Wanted, wantedBy, wantedBySearch } from './words.ts'

/** What an expression demands of a document to be true of it. */
export interface Demand {
  readonly condition: Condition
  /** Whether it is true of each document that meets the condition, and else false; not only true of no other. */
  readonly exact: boolean
}

const unknown: Demand = { condition: anything, exact: false }
/** Of no document. */
const never: Demand = { condition: { kind: 'ids', ids: [] }, exact: false }

const exactly = (condition: Condition): Demand => ({ condition, exact: true })
const atLeast = (condition: Condition): Demand => ({ condition, exact: false })

/** What a filter, or filters in a row, on the whole dataset demand; null if it is not the whole dataset that is filtered. */
export function chainOf(node: QueryNode): Demand | null {
  switch (node.type) {
    case 'Everything':
      return exactly(anything)
    case 'Group':
      return chainOf(node.base)
    case 'Filter': {
      const base = chainOf(node.base)
      return base && bothOf(base, demandOf(node.expr))
    }
    default:
      return null
  }
}

/** What `| score(…)[_score > 0]` demands of a document beside what stands before it; null if `node` is nothing of the kind. A document has a score if
 *  one of the arguments is met, or if it brings one. */
export function demandOfScore(node: QueryNode): { readonly of: QueryNode; readonly condition: Condition } | null {
  if (node.type !== 'Filter' || !isScored(node.expr) || node.base.type !== 'PipeFuncCall' || node.base.name !== 'score') return null
  const brought: Condition = { kind: 'present', path: '_score' }
  const conditions = node.base.args.map(demandOfScoring)
  return { of: ungrouped(node.base.base), condition: conditions.reduce(either, brought) }
}

function isScored(expression: QueryNode): boolean {
  const { type } = expression
  return type === 'OpCall' && expression.op === '>' && pathOf(expression.left) === '_score' && constantOf(expression.right) === 0
}

/** What `expression` demands of a document to give it a score. Of several words one is enough, though not for `match` to be true. */
function demandOfScoring(expression: QueryNode): Condition {
  switch (expression.type) {
    case 'Group':
      return demandOfScoring(expression.base)
    case 'And':
      return both(demandOfScoring(expression.left), demandOfScoring(expression.right))
    case 'Or':
      return either(demandOfScoring(expression.left), demandOfScoring(expression.right))
    case 'FuncCall':
      if (expression.name === 'boost' && expression.args[0]) return demandOfScoring(expression.args[0])
      break
    case 'OpCall': {
      const terms = expression.op === 'match' ? termsIn(constantOf(expression.right)) : null
      if (!terms || terms.length < 2) break
      const { left } = expression
      return terms.map((term) => demandOfMatch(left, { type: 'Value', value: term }).condition).reduce(either)
    }
    default:
  }
  return demandOf(expression).condition
}

function bothOf(left: Demand, right: Demand): Demand {
  return { condition: both(left.condition, right.condition), exact: left.exact && right.exact }
}

function demandOf(expression: QueryNode): Demand {
  switch (expression.type) {
    case 'Group':
      return demandOf(expression.base)
    case 'And':
      return bothOf(demandOf(expression.left), demandOf(expression.right))
    case 'Or': {
      const left = demandOf(expression.left)
      const right = demandOf(expression.right)
      return { condition: either(left.condition, right.condition), exact: left.exact && right.exact }
    }
    case 'Not':
      return not(expression.base)
    case 'OpCall':
      return demandOfOperator(expression)
    case 'InRange':
      return demandOfRange(expression)
    case 'FuncCall':
      return demandOfCall(expression)
    default:
      return unknown
  }
}

/** A comparison with what is not there is neither true nor false, and neither is its negation: only what is always one of the two can be negated. */
function not(expression: QueryNode): Demand {
  const inner = expression.type === 'Group' ? expression.base : expression
  if (inner.type === 'Group') return not(inner)
  const { condition, exact } = demandOf(inner)
  if (!exact || !['equals', 'slugs', 'ids', 'types', 'present', 'prefix'].includes(condition.kind)) return unknown
  // Whether something is in what is no array is neither true nor false.
  const decided = condition.kind !== 'equals' || isSingle(condition.path)
  return { condition: { kind: 'not', part: condition }, exact: decided }
}

function demandOfOperator({ op, left, right }: QueryNode & { type: 'OpCall' }): Demand {
  switch (op) {
    case '==':
      return demandOfEquality(left, right)
    case '!=':
      return not({ type: 'OpCall', op: '==', left, right })
    case 'in':
      return demandOfMembership(left, right)
    case '<':
    case '<=':
      return constantOf(right) === undefined
        ? demandOfComparison(right, '>', op === '<=', left)
        : demandOfComparison(left, '<', op === '<=', right)
    case '>':
    case '>=':
      return constantOf(right) === undefined
        ? demandOfComparison(right, '<', op === '>=', left)
        : demandOfComparison(left, '>', op === '>=', right)
    case 'match':
      return demandOfMatch(left, right)
    default:
      return unknown
  }
}

function demandOfEquality(left: QueryNode, right: QueryNode): Demand {
  const [node, value] = constantOf(right) === undefined ? [right, constantOf(left)] : [left, constantOf(right)]
  const path = pathOf(node)
  if (path === null || value === undefined) return unknown
  if (value === null) return absent(path)
  return valuesAt(path, [value])
}

/** Equal to null is what is not there. */
function absent(path: string): Demand {
  if (!isSingle(path) || !isIndexed(path)) return unknown
  return exactly({ kind: 'not', part: { kind: 'present', path } })
}

/** The value at `path` is one of `values`. */
function valuesAt(path: string, values: readonly unknown[]): Demand {
  if (!isSingle(path)) return unknown
  // What is not there equals null.
  if (values.includes(null)) return unknown
  const texts = values.filter((value) => typeof value === 'string').filter(isAskable)
  // What is not text equals no id, type or slug.
  if (path === '_id') return exactly({ kind: 'ids', ids: texts })
  if (path === '_type') return exactly({ kind: 'types', types: texts })
  if (path === 'slug.current' && values.every((value) => typeof value === 'string'))
    return { condition: { kind: 'slugs', slugs: texts }, exact: texts.every((text) => isWhole(textKey(text))) }
  return keysAt(path, values)
}

function keysAt(path: string, values: readonly unknown[]): Demand {
  if (!isIndexed(path)) return unknown
  // Objects and arrays equal nothing.
  const keys = values
    .filter((value) => typeof value !== 'object' && !(typeof value === 'string' && !isAskable(value)))
    .flatMap((value) => keyOf(value) ?? [])
  return { condition: { kind: 'equals', path, keys: [...new Set(keys)] }, exact: keys.every(isWhole) }
}

/** Postgres can't be asked for other texts, and nothing kept contains them. */
const isAskable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

function demandOfMembership(left: QueryNode, right: QueryNode): Demand {
  const value = constantOf(left)
  if (value !== undefined) {
    const path = elementsOf(right)
    return path === null || value === null ? unknown : keysAt(path, [value])
  }
  const path = pathOf(left)
  if (path === '_id' && right.type === 'FuncCall' && right.namespace === 'global' && right.name === 'path')
    return demandOfPath(right.args[0])
  const values = constantOf(right)
  return path === null || !Array.isArray(values) ? unknown : valuesAt(path, values)
}

function demandOfPath(argument: QueryNode | undefined): Demand {
  const pattern = argument && constantOf(argument)
  const prefix = typeof pattern === 'string' ? /^[^*]*/.exec(pattern)?.[0] : undefined
  if (prefix === undefined || prefix === '' || !isAskable(prefix)) return unknown
  return { condition: { kind: 'prefix', prefix }, exact: prefix.endsWith('.') && pattern === `${prefix}**` }
}

const lowest = { n: 'n', s: 's' } as const
const highest = { n: 'o', s: 't' } as const

function demandOfComparison(node: QueryNode, sign: '<' | '>', inclusive: boolean, constant: QueryNode): Demand {
  const bound = boundOf(constantOf(constant), inclusive)
  if (bound === null) return unknown
  const from = sign === '>' ? bound : { key: lowest[bound.kind], inclusive: true }
  const to = sign === '<' ? bound : { key: highest[bound.kind], inclusive: false }
  return rangeAt(node, from, to, bound.exact)
}

function demandOfRange({ base, left, right, isInclusive }: QueryNode & { type: 'InRange' }): Demand {
  const from = boundOf(constantOf(left), true)
  const to = boundOf(constantOf(right), isInclusive)
  if (from === null || to === null) return unknown
  return from.kind === to.kind ? rangeAt(base, from, to, from.exact && to.exact) : never
}

function rangeAt(node: QueryNode, from: Bound, to: Bound, exact: boolean): Demand {
  const path = pathOf(node)
  if (path === null || !isSingle(path) || !isIndexed(path)) return unknown
  return {
    condition: { kind: 'range', path, from: { key: from.key, inclusive: from.inclusive }, to: { key: to.key, inclusive: to.inclusive } },
    exact,
  }
}

function boundOf(value: unknown, inclusive: boolean): (Bound & { readonly kind: 'n' | 's'; readonly exact: boolean }) | null {
  if (typeof value !== 'number' && !(typeof value === 'string' && isAskable(value))) return null
  const key = keyOf(value)
  if (key === null) return null
  const exact = isWhole(key)
  return { key, inclusive: inclusive || !exact, kind: typeof value === 'number' ? 'n' : 's', exact }
}

/** All texts of a document count, whichever `left` means: so common words find too many documents, and none too few. */
function demandOfMatch(left: QueryNode, right: QueryNode): Demand {
  const search = searchIn(right)
  if (search !== null) return isText(left, true) ? wordsIn(wantedBySearch(search)) : unknown
  const given = constantOf(right)
  const patterns = typeof given === 'string' ? [given] : given
  if (!Array.isArray(patterns) || !isText(left, false)) return unknown
  if (!patterns.every((pattern) => typeof pattern === 'string')) return never
  const words = wantedBy(patterns)
  return words === null ? never : wordsIn(words)
}

const wordsIn = (words: readonly Wanted[]): Demand => (words.length === 0 ? unknown : atLeast({ kind: 'words', words: telling(words) }))

const tellingLength = 4

/** Without the beginnings so short that many words have them, where there are others to find documents by: an index reads all of them. */
function telling(words: readonly Wanted[]): readonly Wanted[] {
  const some = words.filter(({ word, prefix }) => !prefix || word.length >= tellingLength)
  return some.length > 0 ? some : words
}

/** What `text::query()` searches for. */
function searchIn(node: QueryNode): string | null {
  if (node.type !== 'FuncCall' || node.namespace !== 'text' || node.name !== 'query' || !node.args[0]) return null
  const text = constantOf(node.args[0])
  return typeof text === 'string' ? text : null
}

/** Whether `node` can only be text, or texts, that stand in the document as they are; or anything of the document, `deep`. */
function isText(node: QueryNode, deep: boolean): boolean {
  if (node.type === 'Group') return isText(node.base, deep)
  if (node.type === 'This') return deep
  if (node.type === 'Array') return node.elements.every((element) => isText(element.value, deep))
  if (node.type === 'FuncCall') {
    const portable = node.namespace === 'pt' && node.name === 'text'
    return (portable || (node.namespace === 'global' && node.name === 'coalesce')) && node.args.every((argument) => isText(argument, deep))
  }
  const path = pathOf(node) ?? elementsOf(node)
  return path?.split(/\.|\[\]/).every(hasWords) ?? false
}

function demandOfCall(call: QueryNode & { type: 'FuncCall' }): Demand {
  const values = call.args.map(constantOf)
  const [first] = values
  if (call.namespace === 'sanity' && typeof first === 'string' && isAskable(first)) {
    if (call.name === 'versionOf') return atLeast({ kind: 'base', id: first })
    if (call.name === 'partOfRelease') return atLeast({ kind: 'prefix', prefix: `versions.${first}.` })
  }
  if (call.namespace !== 'global') return unknown
  if (call.name === 'references') {
    const ids = values.flat()
    return ids.every((id) => typeof id === 'string' && isAskable(id)) ? atLeast({ kind: 'refersTo', ids: ids as string[] }) : unknown
  }
  const path = call.name === 'defined' && call.args[0] ? pathOf(call.args[0]) : null
  return path !== null && isSingle(path) && isIndexed(path) ? exactly({ kind: 'present', path }) : unknown
}

/** The value of `node` if it is a constant; undefined if it is not. */
function constantOf(node: QueryNode): unknown {
  if (node.type === 'Value') return node.value
  if (node.type === 'Group') return constantOf(node.base)
  if (node.type === 'Neg') {
    const value = constantOf(node.base)
    return typeof value === 'number' ? -value : undefined
  }
  if (node.type !== 'Array') return undefined
  const values = node.elements.map((element) => (element.isSplat ? undefined : constantOf(element.value)))
  return values.includes(undefined) ? undefined : values
}
