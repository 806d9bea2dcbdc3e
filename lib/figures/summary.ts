import { listFormat } from '#lib/i18n/formats.ts'
import { figureWords, type FigureLanguage } from './figure-language.ts'
import { formatFigure } from './format-figure.ts'
import { formatDate, formatPeriod } from './format-period.ts'
import { nameIn, type Observation } from './observation.ts'
import { comparePeriods, isSamePeriod } from './period.ts'
import { isOfSameRow } from './stale.ts'
import { currentOf } from './supersession.ts'

/**
 * The sentence that sums up one series, computed from its values: from when to when they go, the lowest, the highest and the latest. Values
 * that were superseded, and changes and goals, are left out. Null if nothing is left, or if the observations are not all of one series.
 */
export function summarizeSeries(observations: readonly Observation[], language: FigureLanguage): string | null {
  const levels = currentOf(observations)
    .filter(({ measure }) => measure === 'level')
    .toSorted((a, b) => comparePeriods(a.period, b.period))
  const [first] = levels
  const last = levels.at(-1)
  if (!first || !last || !levels.every((level) => isOfSameRow(level, first) && level.unit.id === first.unit.id)) return null
  const words = figureWords(language)
  const period = (observation: Observation): string => formatPeriod(observation.period, language)
  const figure = (observation: Observation): string => formatFigure(observation, { form: formOf(observation), hedged: false }, language)
  const latest = levels.filter((level) => isSamePeriod(level.period, last.period))
  const values = {
    series: nameIn(first.series, language),
    latest: listOf(latest.map(figure), language),
    latestPeriod: period(last),
    start: dateOf(first, first.period.start, language),
    end: dateOf(last, last.period.end, language),
  }
  if (levels.every((level) => isSamePeriod(level.period, first.period))) return words('summaryOne', values)
  const low = levels.reduce((least, level) => (level.value < least.value ? level : least))
  const high = levels.reduce((most, level) => ((level.upperValue ?? level.value) > (most.upperValue ?? most.value) ? level : most))
  if (low.value === (high.upperValue ?? high.value)) return words('summarySteady', values)
  return words('summary', { ...values, low: figure(low), lowPeriod: period(low), high: figure(high), highPeriod: period(high) })
}

/** One end of the whole time. A fiscal year is named as one; of a source that names no year, its own date is enough. */
function dateOf({ period }: Observation, date: string | null, language: FigureLanguage): string {
  return date === null || period.type === 'fiscal-year' ? formatPeriod(period, language) : formatDate(date, language)
}

/** Money and ranks have no unit to name; everything else is said with its unit. */
function formOf({ unit }: Observation): 'symbol' | 'rank' | 'unit' {
  if (unit.kind === 'money') return 'symbol'
  return unit.kind === 'rank' ? 'rank' : 'unit'
}

/** Values that contradict each other are all said. */
function listOf(figures: readonly string[], language: FigureLanguage): string {
  return listFormat(language, { type: 'disjunction' }).format(new Set(figures))
}
