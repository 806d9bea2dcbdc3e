/** What to set, by path, so that each figure, claim and key fact in `document` that rests on the observation `from` rests on `to`. Empty if none does. */
export function replaceObservation(document: unknown, from: string, to: string): Readonly<Record<string, string>> {
  return Object.fromEntries(referencesIn(document, '', false).flatMap(({ path, ref }) => (ref === from ? [[`${path}._ref`, to]] : [])))
}

interface Found {
  readonly path: string
  readonly ref: string
}

/** The references to observations below `value`; `isUse`: what stands here is what a figure shows or a claim rests on. */
function referencesIn(value: unknown, path: string, isUse: boolean): readonly Found[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((member, index) => referencesIn(member, `${path}[${selectorOf(member, index)}]`, isUse))
  if (isUse && '_ref' in value && typeof value._ref === 'string') return [{ path, ref: value._ref }]
  const type = '_type' in value ? value._type : null
  return Object.entries(value).flatMap(([name, member]) => {
    const isUsed =
      (type === 'figure' && name === 'observation') || (type === 'claim' && name === 'observations') || (path === '' && name === 'keyFacts')
    return referencesIn(member, path === '' ? name : `${path}.${name}`, isUsed)
  })
}

/** Members of lists are named by key, so that the path holds when others type at the same time. */
function selectorOf(member: unknown, index: number): string {
  const key = typeof member === 'object' && member !== null && '_key' in member ? member._key : null
  return typeof key === 'string' ? `_key=="${key}"` : String(index)
}
