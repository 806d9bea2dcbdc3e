/** More years than a source ever gives one value for: what goes on for longer has a mistake in it. */
const MOST_YEARS = 100

/** Every year that the periods, as documents hold them, lie in, in order. */
export function yearsOf(periods: readonly (Readonly<Record<string, unknown>> | null)[]): readonly number[] {
  const years = new Set<number>()
  for (const period of periods) {
    const [start, end] = [yearOf(period?.['start']), yearOf(period?.['end'])]
    const [from, to] = [start ?? end, end ?? start]
    if (from === null || to === null) continue
    for (let year = from; year <= Math.min(to, from + MOST_YEARS); year += 1) years.add(year)
  }
  return [...years].toSorted((one, other) => one - other)
}

function yearOf(date: unknown): number | null {
  const year = typeof date === 'string' ? /^\d{4}/.exec(date)?.[0] : undefined
  return year === undefined ? null : Number(year)
}
