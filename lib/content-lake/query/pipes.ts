import type { Evaluator } from './evaluator.ts'
import { isLike, termsIn, wordsIn } from './match.ts'
import type { QueryNode } from './query-node.ts'
import type { Scope } from './scope.ts'
import { TextQuery } from './text-query.ts'
import { compareAll, isObject } from './values.ts'

type Pipe = (elements: readonly unknown[], args: readonly QueryNode[], scope: Scope, run: Evaluator) => readonly unknown[]

/** Functions that stand behind `|`. */
export const PIPES: ReadonlyMap<string, Pipe> = new Map<string, Pipe>([
  ['order', ordered],
  ['score', scored],
])

function ordered(elements: readonly unknown[], args: readonly QueryNode[], scope: Scope, run: Evaluator): readonly unknown[] {
  const keys = args.map((argument) => ({
    node: argument.type === 'Asc' || argument.type === 'Desc' ? argument.base : argument,
    sign: argument.type === 'Desc' ? -1 : 1,
  }))
  const rows = elements.map((element) => {
    const within = scope.within(element)
    return { element, values: keys.map(({ node }) => run.evaluate(node, within)) }
  })
  run.world.spend(rows.length * Math.ceil(Math.log2(rows.length + 1)))
  rows.sort((one, other) => {
    for (const [index, { sign }] of keys.entries()) {
      const order = compareAll(one.values[index], other.values[index])
      if (order !== 0) return order * sign
    }
    return 0
  })
  return rows.map(({ element }) => element)
}

/** Gives each object a `_score` and puts the highest first. Other values have none, and go. */
function scored(elements: readonly unknown[], args: readonly QueryNode[], scope: Scope, run: Evaluator): readonly unknown[] {
  const rows = elements.filter(isObject).map((element) => {
    const within = scope.within(element)
    const before = typeof element['_score'] === 'number' ? element['_score'] : 0
    return { ...element, _score: args.reduce((sum, argument) => sum + scoreOf(argument, within, run), before) }
  })
  return rows.toSorted((one, other) => other._score - one._score)
}

function scoreOf(node: QueryNode, scope: Scope, run: Evaluator): number {
  switch (node.type) {
    case 'Group':
      return scoreOf(node.base, scope, run)
    case 'Or':
      return scoreOf(node.left, scope, run) + scoreOf(node.right, scope, run)
    case 'And': {
      const left = scoreOf(node.left, scope, run)
      const right = left === 0 ? 0 : scoreOf(node.right, scope, run)
      return right === 0 ? 0 : left + right
    }
    case 'OpCall':
      if (node.op === 'match') return relevance(frequenciesOf(run.evaluate(node.left, scope), run.evaluate(node.right, scope), run))
      break
    case 'FuncCall':
      if (node.name === 'boost') return boosted(node.args, scope, run)
      break
    default:
  }
  return run.evaluate(node, scope) === true ? 1 : 0
}

function boosted([condition, by]: readonly QueryNode[], scope: Scope, run: Evaluator): number {
  const score = condition ? scoreOf(condition, scope, run) : 0
  const boost = by && run.evaluate(by, scope)
  return score > 0 && typeof boost === 'number' ? score + boost : 0
}

function frequenciesOf(text: unknown, pattern: unknown, { world }: Evaluator): readonly number[] {
  if (pattern instanceof TextQuery) return pattern.frequencies(text, world.spend) ?? []
  const words = wordsIn(text, false, world.spend)
  const terms = termsIn(pattern) ?? []
  world.spend(words.length * terms.length)
  return terms.map((term) => words.filter((word) => isLike(word, term)).length)
}

/** How soon repetition adds little, as in BM25. */
const saturation = 1.2

function relevance(frequencies: readonly number[]): number {
  return frequencies.reduce((sum, count) => sum + (count * (saturation + 1)) / (count + saturation), 0)
}
