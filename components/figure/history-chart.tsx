import { figureWords, type FigureLanguage } from '#lib/figures/figure-language.ts'
import { formatFigure, unitName } from '#lib/figures/format-figure.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { historyOf, sourceNumbers, type HistoryPoint, type HistoryRow } from '#lib/figures/history.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { summarizeSeries } from '#lib/figures/summary.ts'
import { translate } from '#lib/i18n/translator.ts'
import { drawHistory, type Frame } from './draw-history.ts'
import { svgElements } from './svg-elements.tsx'

const FRAMES: readonly (Frame & { readonly className: string })[] = [
  { width: 860, height: 400, names: 'end', className: 'chart-wide' },
  { width: 342, height: 340, names: 'above', className: 'chart-narrow' },
]

const NONE: ReadonlySet<string> = new Set()

interface Props {
  readonly id: string
  /** All values of one indicator in one place. */
  readonly observations: readonly Observation[]
  readonly title: string
  /** The ids of those that a fact sheet gives today. */
  readonly standing?: ReadonlySet<string>
  readonly language: FigureLanguage
}

/** The values of an indicator as a picture drawn on the server, wide or narrow as there is room. Nothing is drawn of values in two units. */
export function HistoryChart({ id, observations, title, standing = NONE, language }: Props) {
  const rows = historyOf(observations)
  const [first] = observations
  if (!first || rows.length === 0 || new Set(observations.map(({ unit }) => unit.id)).size > 1) return null
  const words = figureWords(language)
  const numbers = sourceNumbers(observations)
  const isStanding = (point: HistoryPoint) => point.observations.some((observation) => standing.has(observation.id))
  const drawn = {
    language,
    unit: unitName(first.unit, 'other', language),
    rowName: (row: HistoryRow) => rowName(row, language),
    source: (point: HistoryPoint) => sourceText(point, numbers),
    title: (point: HistoryPoint) => pointTitle(point, language),
    isStanding,
  }
  const sentences = rows.flatMap(
    (row) =>
      summarizeSeries(
        row.points.flatMap((point) => point.observations),
        language,
      ) ?? [],
  )
  return (
    <figure className="history">
      <figcaption id={`${id}-title`}>{title}</figcaption>
      {FRAMES.map((frame) => (
        <svg
          key={frame.className}
          className={`history-chart ${frame.className}`}
          viewBox={`0 0 ${frame.width} ${frame.height}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn in the page, so that its style sheet and print reach it
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-text`}
          textAnchor="middle"
        >
          {svgElements(drawHistory(rows, frame, drawn))}
        </svg>
      ))}
      <p id={`${id}-text`}>{sentences.join(' ')}</p>
      <p className="chart-key">
        {words('chartKey')} {rows.some(({ points }) => points.some(isStanding)) && translate('published', language)('chartKey')}
      </p>
    </figure>
  )
}

function rowName({ first }: HistoryRow, language: FigureLanguage): string {
  const name = nameIn(first.series, language)
  return first.breakdown === null ? name : `${name}: ${first.breakdown}`
}

/** The first of the sources that say so, and whether there are more: there is no room for all. */
function sourceText({ observations }: HistoryPoint, numbers: ReadonlyMap<string, number>): string {
  const all = new Set(observations.map(({ source }) => numbers.get(source.id) ?? 0))
  return `${Math.min(...all)}${all.size > 1 ? '+' : ''}`
}

function pointTitle({ observations }: HistoryPoint, language: FigureLanguage): string {
  const [first] = observations
  if (!first) return ''
  const figure = formatFigure(first, { form: first.unit.kind === 'money' ? 'symbol' : 'unit', hedged: true, signed: true }, language)
  const sources = new Set(observations.map(({ source }) => source.title ?? source.publisher))
  return [formatPeriod(first.period, language), figure, nameIn(first.series, language), ...sources].join('\n')
}
