import { refuseLarge } from '../query-limits.ts'
import { ofValues, type QueryFunction, type QueryFunctions } from './function.ts'

const lower = ofValues((text) => (typeof text === 'string' ? text.toLowerCase() : null))
const upper = ofValues((text) => (typeof text === 'string' ? text.toUpperCase() : null))

const split: QueryFunction = ([first, second], scope, run) => {
  const text = first ? run.evaluate(first, scope) : null
  const separator = second ? run.evaluate(second, scope) : null
  if (typeof text !== 'string' || typeof separator !== 'string') return null
  if (text === '') return []
  run.world.spend(text.length)
  refuseLarge({ elements: text.length })
  return separator === '' ? Array.from(text) : text.split(separator)
}

/** `string::…`, and those of them that go without. */
export const stringFunctions: QueryFunctions = {
  'global::lower': lower,
  'global::upper': upper,
  'string::lower': lower,
  'string::upper': upper,
  'string::split': split,
  'string::startsWith': ofValues((text, prefix) =>
    typeof text === 'string' && typeof prefix === 'string' ? text.startsWith(prefix) : null,
  ),
}
