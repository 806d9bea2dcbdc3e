import type { HistoryRow } from '#lib/figures/history.ts'

const WIDTH = 112
const HEIGHT = 36
const INSET = 3

/** The course of a row of values as a small picture: a line for each run without a gap, a dot for a value between two, and a mark at the latest. `label` says it in words. */
export function SparkLine({ row: { points, segments }, label }: { row: HistoryRow; label: string }) {
  const live = points.filter(({ isSuperseded }) => !isSuperseded)
  const last = live.at(-1)
  if (!last || live.length < 2) return null
  const [years, values] = [live.map(({ year }) => year), live.map(({ value }) => value)]
  const scale = (value: number, all: readonly number[], size: number) => {
    const [low, high] = [Math.min(...all), Math.max(...all)]
    return INSET + (high === low ? 0.5 : (value - low) / (high - low)) * (size - 2 * INSET)
  }
  const at = ({ year, value }: (typeof live)[number]) =>
    `${scale(year, years, WIDTH).toFixed(1)} ${(HEIGHT - scale(value, values, HEIGHT)).toFixed(1)}`
  const [x, y] = at(last).split(' ')
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn in the page, so that its style sheet and print reach it
    <svg className="my-spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path d={segments.map((segment) => `M${segment.map(at).join('L')}h0`).join('')} />
      <circle cx={x} cy={y} r="2.5" />
    </svg>
  )
}
