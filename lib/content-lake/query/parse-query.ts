import { GroqSyntaxError, parse } from 'groq-js'
import { type LakeError, queryError } from '../errors.ts'
import type { QueryNode } from './query-node.ts'
import { depthOf, isNode, nodesOf } from './query-nodes.ts'
import { amended, type AmendedText, GEO_STAND_IN, openEscapeIn, placeOf } from './query-text.ts'
import { refusalOf } from './refused-functions.ts'

const longestQuery = 200_000
/** Words, numbers and signs: the time that the parser takes grows with their square, to a quarter of a second for these. */
const mostTokens = 10_000
const deepestNesting = 80
const deepestTree = 1500

/** What else a text may ask for than a query may. */
interface Dialect {
  /** The parameter that is given when it is evaluated, and stays in the tree. */
  readonly open?: string
  /** Whether it is about two states of one document, as rules of webhooks are: `before()`, `after()`, `delta::…`. */
  readonly isDelta?: boolean
}

/** The parse tree of `query`, with its parameters put in.
 *  @throws {LakeError} 400 saying where it is wrong, which function is not served, or which parameter is missing */
export function parseQuery(query: string, params: Readonly<Record<string, unknown>>, { open, isDelta = false }: Dialect = {}): QueryNode {
  if (query.length > longestQuery) throw queryError(`The query is longer than ${longestQuery} characters`, query.slice(0, 200))
  if (codeOf(query).replace(/[\w.]+/g, '1').length > mostTokens)
    throw queryError(`The query has more than ${mostTokens} words, numbers and signs: give long lists as parameters`, query.slice(0, 200))
  if (nesting(query) > deepestNesting) throw queryError(`The query nests deeper than ${deepestNesting} levels`, query)
  const unclosed = openEscapeIn(query)
  if (unclosed >= 0)
    throw queryError(String.raw`Syntax error: \u{ must be followed by a character’s number and }`, query, unclosed, unclosed + 3)
  const tree = parsed(query, amended(query, isDelta), { params: { ...params }, ...(isDelta && { mode: 'delta' }) })
  if (depthOf(tree) > deepestTree) throw queryError(`The query nests deeper than ${deepestTree} operations`, query)
  for (const node of nodesOf(tree)) {
    const refusal = refusalOf(node)
    if (refusal !== null && !(isDelta && node.type === 'FuncCall' && node.namespace === 'delta'))
      throw queryError(refusal.reason, query, ...placeOf(refusal.culprit, query))
    if (node.type === 'Parameter' && node.name !== open)
      throw queryError(`The parameter $${node.name} is used, but not given`, query, ...placeOf(`$${node.name}`, query))
  }
  return tree
}

function parsed(query: string, { text, originally }: AmendedText, options: Parameters<typeof parse>[1]): QueryNode {
  const written = /\bincomingGlobalDocumentReferenceCount\b/.exec(query)
  if (written)
    throw queryError(
      `The function documents::${written[0]}() is not served: there are no references between datasets here`,
      query,
      ...placeOf(written[0], query),
    )
  try {
    const tree: QueryNode = parse(text, options)
    return text.length > query.length + 1 ? withGeo(tree) : tree
  } catch (cause) {
    throw parseError(query, originally, cause)
  }
}

function withGeo<T>(value: T): T
function withGeo(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((inner: unknown) => withGeo(inner))
  if (typeof value !== 'object' || value === null || (isNode(value) && value.type === 'Value')) return value
  const inside = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withGeo(inner)]))
  const isGeo = isNode(value) && value.type === 'FuncCall' && value.name === GEO_STAND_IN.name
  return isGeo ? { ...inside, namespace: 'global', name: 'geo' } : inside
}

function parseError(query: string, originally: (position: number) => number, cause: unknown): LakeError {
  if (cause instanceof GroqSyntaxError) {
    const start = originally(cause.position)
    const what = cause.message.replace(/^.*?at position \d+:? ?/, '')
    return queryError(`Syntax error at character ${start}: ${what || 'it is not GROQ'}`, query, start, endOfWord(query, start), cause)
  }
  if (cause instanceof RangeError) return queryError('The query nests too deep', query, 0, query.length, cause)
  const message = cause instanceof Error ? cause.message : String(cause)
  // What the parser says of functions names them, and says no place.
  const culprit = /(?:function|namespace):? (\w+)|unexpected (\S+)/.exec(message)
  return queryError(message, query, ...placeOf(culprit?.[1] ?? culprit?.[2]?.replace('()', '') ?? '', query), cause)
}

function endOfWord(query: string, start: number): number {
  return Math.min(query.length, start + (/^(?:\w+|\s*\S?)/.exec(query.slice(start, start + 100))?.[0].length ?? 1))
}

/** `query` without texts, comments and space. */
function codeOf(query: string): string {
  return query.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/[^\n]*|\s+/gs, '')
}

/** How deep brackets nest, those in texts aside. */
function nesting(query: string): number {
  let depth = 0
  let deepest = 0
  for (const [bracket] of codeOf(query).matchAll(/[[\](){}]/g)) {
    depth += '[({'.includes(bracket) ? 1 : -1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}
