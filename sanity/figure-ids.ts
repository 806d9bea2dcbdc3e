/** The ids of the observations behind the figures in `value`, a document or a part of one, each once, in the order in which they stand. */
export function figureIds(value: unknown): readonly string[] {
  const ids = new Set<string>()
  collect(value, ids)
  return [...ids]
}

function collect(value: unknown, ids: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if ('_type' in value && value._type === 'figure' && 'observation' in value) {
    const { observation } = value
    if (typeof observation === 'object' && observation !== null && '_ref' in observation && typeof observation._ref === 'string')
      ids.add(observation._ref)
  }
  for (const member of Object.values(value)) collect(member, ids)
}
