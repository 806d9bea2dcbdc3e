import { DateTime } from '../values.ts'

/** `value` as text, as `string()` gives it; null if it has none. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' || value instanceof DateTime ? String(value) : null
}
