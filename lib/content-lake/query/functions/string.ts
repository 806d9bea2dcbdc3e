import { ofValues, type QueryFunctions } from './function.ts'

const lower = ofValues((text) => (typeof text === 'string' ? text.toLowerCase() : null))
const upper = ofValues((text) => (typeof text === 'string' ? text.toUpperCase() : null))

function split(text: unknown, separator: unknown): string[] | null {
  if (typeof text !== 'string' || typeof separator !== 'string') return null
  if (text === '') return []
  return separator === '' ? Array.from(text) : text.split(separator)
}

/** `string::…`, and those of them that go without. */
export const stringFunctions: QueryFunctions = {
  'global::lower': lower,
  'global::upper': upper,
  'string::lower': lower,
  'string::upper': upper,
  'string::split': ofValues(split),
  'string::startsWith': ofValues((text, prefix) =>
    typeof text === 'string' && typeof prefix === 'string' ? text.startsWith(prefix) : null,
  ),
}
