import type { Evaluator } from '../evaluator.ts'
import { sizeOf } from '../size-of.ts'
import type { QueryNode } from '../query-node.ts'
import type { Scope } from '../scope.ts'

/** Evaluates one call, whose arguments are not evaluated yet. */
export type QueryFunction = (args: readonly QueryNode[], scope: Scope, run: Evaluator) => unknown

/** Functions by namespace and name. */
export type QueryFunctions = Readonly<Record<string, QueryFunction>>

/** A function of the values of its arguments alone. */
export function ofValues(compute: (...values: readonly unknown[]) => unknown): QueryFunction {
  return (args, scope, run) => {
    const values = args.map((argument) => run.evaluate(argument, scope))
    run.world.spend(values.reduce<number>((sum, value) => sum + sizeOf(value), 0))
    return compute(...values)
  }
}

/** A function of the elements of its first argument; null if that is no array. */
export function ofElements(compute: (elements: readonly unknown[], ...others: readonly unknown[]) => unknown): QueryFunction {
  return ([first, ...rest], scope, run) => {
    const elements = first ? run.elements(first, scope) : null
    return elements && compute(elements, ...rest.map((argument) => run.evaluate(argument, scope)))
  }
}
