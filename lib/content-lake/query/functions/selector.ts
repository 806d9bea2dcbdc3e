import type { Evaluator } from '../evaluator.ts'
import type { QueryNode } from '../query-node.ts'
import type { Scope } from '../scope.ts'
import { isObject } from '../values.ts'

/** Attributes and indexes from a value to one within it. */
export type ValuePath = readonly (string | number)[]

/** The value at the end of `path`; undefined where the way ends before. */
export function valueAt(value: unknown, path: ValuePath): unknown {
  let current = value
  for (const step of path) {
    if (Array.isArray(current) && typeof step === 'number') current = current[step]
    else current = isObject(current) && Object.hasOwn(current, step) ? current[step] : undefined
  }
  return current
}

/** The paths in `value` that a selector such as `(title, blocks[_type == "image"].alt)` selects. */
export function pathsOf(selector: QueryNode, value: unknown, scope: Scope, run: Evaluator): readonly ValuePath[] {
  run.world.spend(1)
  switch (selector.type) {
    case 'Group':
      return pathsOf(selector.base, value, scope, run)
    case 'Tuple':
      return selector.members.flatMap((member) => pathsOf(member, value, scope, run))
    case 'AccessAttribute':
      return (selector.base ? pathsOf(selector.base, value, scope, run) : [[]]).map((path) => [...path, selector.name])
    case 'ArrayCoerce':
      return pathsOf(selector.base, value, scope, run).flatMap((path) => elementPaths(value, path, () => true))
    case 'Filter':
      return pathsOf(selector.base, value, scope, run).flatMap((path) =>
        elementPaths(value, path, (element) => run.evaluate(selector.expr, scope.within([element]).within(element)) === true),
      )
    case 'SelectorFuncCall':
      return anywhere(selector.arg, scope.within(value, true), run)
    case 'SelectorNested':
      return pathsOf(selector.base, value, scope, run).flatMap((path) =>
        pathsOf(selector.nested, valueAt(value, path), scope, run).map((inner) => [...path, ...inner]),
      )
    default:
      return []
  }
}

function elementPaths(value: unknown, path: ValuePath, isSelected: (element: unknown) => boolean): ValuePath[] {
  const elements = valueAt(value, path)
  if (!Array.isArray(elements)) return []
  return elements.flatMap((element: unknown, index) => (isSelected(element) ? [[...path, index]] : []))
}

/** The paths of all objects, at whatever depth, for which `condition` holds. */
function anywhere(condition: QueryNode, scope: Scope, run: Evaluator, path: ValuePath = []): ValuePath[] {
  const { value } = scope
  const inside = (inner: unknown, step: string | number): ValuePath[] =>
    anywhere(condition, scope.within(inner, true), run, [...path, step])
  if (Array.isArray(value)) return value.flatMap(inside)
  if (!isObject(value)) return []
  const here = run.evaluate(condition, scope) === true ? [path] : []
  return [...here, ...Object.entries(value).flatMap(([name, inner]) => inside(inner, name))]
}
