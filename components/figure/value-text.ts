import type { FigureLanguage } from '#lib/figures/figure-language.ts'
import { formatFigure } from '#lib/figures/format-figure.ts'
import type { Observation } from '#lib/figures/observation.ts'

/**
 * A value by itself: money has its symbol before or after it, every other value is said with its unit, a change with its sign. A plus after a
 * hedge ("over +31 percent") is left out.
 */
export function valueText(observation: Observation, language: FigureLanguage, { hedged = true } = {}): string {
  const { kind } = observation.unit
  const form = kind === 'money' ? 'symbol' : kind === 'rank' ? 'rank' : 'unit'
  return formatFigure(observation, { form, hedged, signed: !hedged || observation.qualifier === null || observation.value < 0 }, language)
}
