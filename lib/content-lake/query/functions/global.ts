import { TextQuery } from '../text-query.ts'
import { DateTime, finite, isObject, Path } from '../values.ts'
import { ofElements, ofValues, type QueryFunction, type QueryFunctions } from './function.ts'
import { textOf } from './text-of.ts'

const coalesce: QueryFunction = (args, scope, run) => {
  for (const argument of args) {
    const value = run.evaluate(argument, scope)
    if (value !== null) return value
  }
  return null
}

function dateTime(value: unknown): DateTime | null {
  if (value instanceof DateTime) return value
  return typeof value === 'string' ? DateTime.parse(value) : null
}

/** Code points of text, elements of an array. */
function length(value: unknown): number | null {
  if (typeof value === 'string') return value.length - (value.match(/[\uD800-\uDBFF]/g)?.length ?? 0)
  return Array.isArray(value) ? value.length : null
}

/** Halves go away from zero. */
function round(value: unknown, precision: unknown = 0): number | null {
  if (typeof value !== 'number' || typeof precision !== 'number' || precision < 0 || !Number.isInteger(precision)) return null
  if (precision === 0) return finite(Math.sign(value) * Math.round(Math.abs(value)))
  return Number(value.toFixed(Math.min(precision, 100)))
}

const references: QueryFunction = (args, scope, run) => {
  const ids = new Set(args.flatMap((argument) => run.evaluate(argument, scope)).filter((id) => typeof id === 'string'))
  if (ids.size === 0) return false
  const pending: unknown[] = [scope.value]
  while (pending.length > 0) {
    run.world.spend(1)
    const value = pending.pop()
    if (Array.isArray(value)) for (const inner of value) pending.push(inner)
    else if (isObject(value)) {
      const reference = value['_ref']
      if (typeof reference === 'string' && ids.has(reference)) return true
      if (!reference) for (const inner of Object.values(value)) pending.push(inner)
    }
  }
  return false
}

/** Functions without a namespace, and those of time and text. */
export const globalFunctions: QueryFunctions = {
  'global::coalesce': coalesce,
  'global::count': ofElements((elements) => elements.length),
  'global::dateTime': ofValues(dateTime),
  'global::defined': ofValues((value) => value !== null),
  'global::identity': (_, __, run) => run.world.identity,
  'global::length': ofValues(length),
  'global::now': (_, __, run) => run.world.now.toISOString(),
  'global::path': ofValues((pattern) => (typeof pattern === 'string' ? new Path(pattern) : null)),
  'global::references': references,
  'global::round': ofValues(round),
  'global::string': ofValues(textOf),
  'dateTime::now': (_, __, run) => new DateTime(run.world.now.getTime()),
  'text::query': ofValues((text) => (typeof text === 'string' ? new TextQuery(text) : null)),
}
