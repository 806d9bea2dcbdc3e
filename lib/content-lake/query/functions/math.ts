import { finite } from '../values.ts'
import { ofElements, type QueryFunction, type QueryFunctions } from './function.ts'

/** A function of numbers, nulls left out; null where there is something else among them. */
function ofNumbers(compute: (numbers: readonly number[]) => number | null): QueryFunction {
  return ofElements((elements) => {
    const values = elements.filter((element) => element !== null)
    return values.every((value) => typeof value === 'number') ? compute(values) : null
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const best = (isBetter: (one: number, other: number) => boolean): QueryFunction =>
  ofNumbers((numbers) =>
    numbers.reduce<number | null>((found, number) => (found === null || isBetter(number, found) ? number : found), null),
  )

/** `math::…` */
export const mathFunctions: QueryFunctions = {
  'math::min': best((one, other) => one < other),
  'math::max': best((one, other) => one > other),
  'math::sum': ofNumbers((numbers) => finite(sum(numbers))),
  'math::avg': ofNumbers((numbers) => (numbers.length === 0 ? null : finite(sum(numbers) / numbers.length))),
}
