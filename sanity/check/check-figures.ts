import { type Conflict, findContradictions, findDisagreements } from '#lib/figures/contradictions.ts'
import { formatFigure } from '#lib/figures/format-figure.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { findCircles } from '#lib/figures/supersession.ts'
import type { Finding, FindingPlace } from './finding.ts'
import type { KnownFigures } from './known-figures.ts'

/** What is to be said of published observations by themselves: contradictions, disagreements and circles. */
export function checkFigures(known: KnownFigures): readonly Finding[] {
  return [
    ...findContradictions(known.all).map((conflict): Finding => ({
      kind: 'contradiction',
      severity: 'error',
      words: topicOf(conflict),
      advice: `Supersede the value that does not hold.${doubtOf(conflict)}`,
      places: conflict.observations.map(placeOf),
    })),
    ...findDisagreements(known.all).map((conflict): Finding => ({
      kind: 'disagreement',
      severity: 'notice',
      words: topicOf(conflict),
      advice: `Nothing: methods differ, and readers are shown each value.${doubtOf(conflict)}`,
      places: conflict.observations.map(placeOf),
    })),
    ...findCircles(known.all).map((ids): Finding => ({
      kind: 'circle',
      severity: 'error',
      words: 'Each of these takes the place of the next.',
      advice: 'Make a new figure that takes the place of none of them, and delete these.',
      places: ids.flatMap((id) => known.get(id) ?? []).map(placeOf),
    })),
  ]
}

/** Figure, place and period in a line, such as "46,500 hectares, Coca under cultivation, Peru, 2014". */
export function describe(observation: Observation): string {
  return `${valueOf(observation)}, ${observation.indicator.name}, ${observation.place.name}, ${formatPeriod(observation.period, 'en')}`
}

function topicOf({ observations: [first] }: Conflict): string {
  if (!first) return ''
  const { indicator, place, breakdown, period } = first
  return [indicator.name, breakdown, place.name, formatPeriod(period, 'en')].filter(Boolean).join(', ')
}

function doubtOf({ isPeriodStated }: Conflict): string {
  return isPeriodStated ? '' : ' One of the sources names no year, so the values may be about different years.'
}

function placeOf(observation: Observation): FindingPlace {
  const { id, series, source } = observation
  const origin = [source.title ?? source.url, source.publisher, source.date].filter(Boolean).join(', ')
  return { id, type: 'observation', path: 'value', words: `${valueOf(observation)} (${series.name}): ${origin}` }
}

function valueOf(observation: Observation): string {
  const { kind } = observation.unit
  const form = kind === 'money' ? 'symbol' : kind === 'rank' ? 'rank' : 'unit'
  return formatFigure(observation, { form, hedged: true, signed: true }, 'en')
}
