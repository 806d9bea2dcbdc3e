import { isLike, termsIn, wordsIn } from './match.ts'
import { refuseLarge } from './query-limits.ts'
import { TextQuery } from './text-query.ts'
import { compare, DateTime, finite, isEqual, isObject, Path } from './values.ts'

type Operator = (left: unknown, right: unknown, spend: (cost: number) => void) => unknown

const ordered =
  (holds: (order: number) => boolean): Operator =>
  (left, right) => {
    const order = compare(left, right)
    return order === null ? null : holds(order)
  }

const arithmetic =
  (compute: (left: number, right: number) => number): Operator =>
  (left, right) =>
    typeof left === 'number' && typeof right === 'number' ? finite(compute(left, right)) : null

/** Arrays of this size or more are made sets of, when looked into again and again. */
const worthASet = 32
const sets = new WeakMap<readonly unknown[], ReadonlySet<unknown>>()

/** Whether one of `values` equals `value`. */
function isAmong(value: unknown, values: readonly unknown[]): boolean {
  if (values.length < worthASet || value instanceof DateTime) return values.some((one) => isEqual(value, one))
  if (typeof value === 'object' && value !== null) return false
  let known = sets.get(values)
  if (!known) {
    known = new Set(values)
    sets.set(values, known)
  }
  return known.has(value)
}

function isIn(value: unknown, holder: unknown): boolean | null {
  if (Array.isArray(holder)) return isAmong(value, holder)
  if (!(holder instanceof Path)) return null
  if (value instanceof Path) return holder.matches(value.pattern)
  return typeof value === 'string' ? holder.matches(value) : null
}

function matches(value: unknown, pattern: unknown, spend: (cost: number) => void): boolean {
  if (pattern instanceof TextQuery) return pattern.frequencies(value, spend) !== null
  const terms = termsIn(pattern)
  if (terms === null || terms.length === 0) return false
  const words = wordsIn(value, false, spend)
  spend(words.length * terms.length)
  return words.length > 0 && terms.every((term) => words.some((word) => isLike(word, term)))
}

function sum(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return finite(left + right)
  if (typeof left === 'string' && typeof right === 'string') {
    refuseLarge({ characters: left.length + right.length })
    return left + right
  }
  if (left instanceof DateTime && typeof right === 'number') return left.plus(right)
  if (typeof left === 'number' && right instanceof DateTime) return right.plus(left)
  if (Array.isArray(left) && Array.isArray(right)) {
    refuseLarge({ elements: left.length + right.length })
    return left.concat(right)
  }
  return isObject(left) && isObject(right) ? { ...left, ...right } : null
}

function difference(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return finite(left - right)
  if (!(left instanceof DateTime)) return null
  if (typeof right === 'number') return left.plus(-right)
  return right instanceof DateTime ? (left.time - right.time) / 1000 : null
}

/** The operators with two sides that are both evaluated first. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['==', isEqual],
  ['!=', (left, right) => !isEqual(left, right)],
  ['>', ordered((order) => order > 0)],
  ['>=', ordered((order) => order >= 0)],
  ['<', ordered((order) => order < 0)],
  ['<=', ordered((order) => order <= 0)],
  ['in', isIn],
  ['match', matches],
  ['+', sum],
  ['-', difference],
  ['*', arithmetic((left, right) => left * right)],
  ['/', arithmetic((left, right) => left / right)],
  ['%', arithmetic((left, right) => left % right)],
  ['**', arithmetic((left, right) => left ** right)],
])
