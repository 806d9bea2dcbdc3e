import type { QueryNode } from './query-node.ts'

/** `match` and `path()` make regular expressions of their patterns, whose time grows with the length of a word to the power of the wildcards. */
const mostWildcards = 3
const longestWord = 300
const mostJoins = 8

const wildcards = (text: string): number => text.match(/\*+/g)?.length ?? 0

/** Why the patterns of a query could take without end, in a sentence; null if they can't. `nodes` are all of the query. */
export function dangerIn(nodes: readonly QueryNode[]): string | null {
  const matches = nodes.some((node) => node.type === 'OpCall' && node.op === 'match')
  const paths = nodes.some((node) => node.type === 'FuncCall' && node.name === 'path')
  if (!matches && !paths) return null
  const words = nodes.flatMap((node) => (node.type === 'Value' ? textsIn(node.value) : [])).flatMap((text) => text.split(/\s+/))
  if (words.some((word) => wildcards(word) > mostWildcards)) return `A pattern may have at most ${mostWildcards} wildcards a word`
  if (!words.some((word) => word.includes('*'))) return null
  const joins = nodes.filter((node) => (node.type === 'OpCall' && node.op === '+') || (node.type === 'FuncCall' && node.name === 'join'))
  if (joins.length > mostJoins || joins.some((node) => node.type === 'FuncCall'))
    return 'Beside wildcards, text may not be joined from many parts'
  // One wildcard costs no more than reading the word.
  if (words.every((word) => wildcards(word) <= 1) && joins.length === 0 && !paths) return null
  if (words.some((word) => word.length > longestWord))
    return `Beside several wildcards, no word may be longer than ${longestWord} characters`
  return null
}

function textsIn(value: unknown): string[] {
  const texts: string[] = []
  const pending: unknown[] = [value]
  while (pending.length > 0) {
    const next = pending.pop()
    if (typeof next === 'string') texts.push(next)
    else if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) pending.push(inner)
  }
  return texts
}
