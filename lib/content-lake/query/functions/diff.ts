import { isDeepStrictEqual } from 'node:util'
import type { Evaluator } from '../evaluator.ts'
import type { Scope } from '../scope.ts'
import { isEqual, isObject, kindOf } from '../values.ts'
import type { QueryFunction, QueryFunctions } from './function.ts'
import { pathsOf, type ValuePath, valueAt } from './selector.ts'

/** What a call compares, in its three arguments. */
type Compare = (before: unknown, after: unknown, paths: (value: unknown) => readonly ValuePath[]) => boolean

function comparing(compare: Compare): QueryFunction {
  return ([before, after, selector], scope: Scope, run: Evaluator) =>
    before && after && selector
      ? compare(run.evaluate(before, scope), run.evaluate(after, scope), (value) =>
          pathsOf(selector, value, scope.within(value, true), run),
        )
      : null
}

/** Whether what the selector selects differs in two values. */
const changedAny: Compare = (before, after, paths) => {
  const selected = paths(before)
  if (selected.length !== paths(after).length) return true
  return selected.some((path) => lengthsDiffer(before, after, path) || !isDeepStrictEqual(valueAt(before, path), valueAt(after, path)))
}

/** Whether an array on the way along `path` has become longer or shorter. */
function lengthsDiffer(before: unknown, after: unknown, path: ValuePath): boolean {
  return path.some((step, index) => {
    if (typeof step !== 'number') return false
    const [one, other] = [valueAt(before, path.slice(0, index)), valueAt(after, path.slice(0, index))]
    return !Array.isArray(one) || !Array.isArray(other) || one.length !== other.length
  })
}

/** Whether two values differ nowhere else than in what the selector selects. */
const changedOnly: Compare = (before, after, paths) => {
  const selected = paths(before)
  return differences(before, after).every((path) => selected.some((one) => one.every((step, index) => path[index] === step)))
}

/** The deepest places where two values differ; an array of another length is one place. */
function differences(before: unknown, after: unknown, path: ValuePath = []): ValuePath[] {
  if (kindOf(before) !== kindOf(after)) return [path]
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) return [path]
    return before.flatMap((inner: unknown, index) => differences(inner, after[index], [...path, index]))
  }
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(after), ...Object.keys(before)])
    return [...names].flatMap((name) => differences(before[name], after[name], [...path, name]))
  }
  return isEqual(before ?? null, after ?? null) ? [] : [path]
}

/** `diff::…` */
export const diffFunctions: QueryFunctions = {
  'diff::changedAny': comparing(changedAny),
  'diff::changedOnly': comparing(changedOnly),
}
