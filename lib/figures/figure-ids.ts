/**
 * The ids of the observations that `value`, a document or a part of one, rests on: those behind its figures and its claims. Each once, in the
 * order in which they stand.
 */
export function figureIds(value: unknown): readonly string[] {
  const ids = new Set<string>()
  collect(value, ids)
  return [...ids]
}

function collect(value: unknown, ids: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if ('_type' in value && value._type === 'figure' && 'observation' in value) addReference(value.observation, ids)
  if ('_type' in value && value._type === 'claim' && 'observations' in value && Array.isArray(value.observations)) {
    for (const reference of value.observations) addReference(reference, ids)
  }
  for (const member of Object.values(value)) collect(member, ids)
}

function addReference(reference: unknown, ids: Set<string>): void {
  if (typeof reference === 'object' && reference !== null && '_ref' in reference && typeof reference._ref === 'string')
    ids.add(reference._ref)
}
