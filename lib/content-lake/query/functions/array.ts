import { refuseLarge } from '../query-limits.ts'
import { DateTime, isEqual, isObject } from '../values.ts'
import { ofElements, ofValues, type QueryFunctions } from './function.ts'
import { textOf } from './text-of.ts'

function join(elements: readonly unknown[], separator: unknown): string | null {
  if (typeof separator !== 'string') return null
  const texts = elements.map(textOf)
  if (!texts.every((text) => text !== null)) return null
  refuseLarge({ characters: texts.reduce((sum, text) => sum + text.length + separator.length, 0) })
  return texts.join(separator)
}

/** Simple values once each; objects and arrays equal nothing, and stay. */
function unique(elements: readonly unknown[]): readonly unknown[] {
  const seen = new Set<unknown>()
  return elements.filter((element) => {
    if (isObject(element) || Array.isArray(element)) return true
    const key = element instanceof DateTime ? element.toString() : element
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function intersects(one: unknown, other: unknown): boolean | null {
  if (!Array.isArray(one) || !Array.isArray(other)) return null
  const values = new Set<unknown>(other)
  return one.some((value: unknown) => {
    if (value instanceof DateTime) return other.some((candidate) => isEqual(value, candidate))
    return (value === null || typeof value !== 'object') && values.has(value)
  })
}

/** `array::…` */
export const arrayFunctions: QueryFunctions = {
  'array::join': ofElements(join),
  'array::compact': ofElements((elements) => elements.filter((element) => element !== null)),
  'array::unique': ofElements(unique),
  'array::intersects': ofValues(intersects),
}
