import { seriesValue, type ThresholdSeries } from '#lib/accounts/follow-rule.ts'
import { idsOfFigure } from '#lib/accounts/follow-target.ts'
import { unitName } from '#lib/figures/format-figure.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readObservations } from '#sanity/read/observations.ts'

/** The rows of levels that there are of a figure: by series, breakdown and unit, that with the newest value first. */
async function rowsOf(figureKey: string): Promise<readonly Observation[]> {
  const levels = (await readObservations({ ...idsOfFigure(figureKey), view: PUBLISHED })).filter(({ measure }) => measure === 'level')
  // They come by period: the last of each row is its newest.
  return [...new Map(levels.map((level) => [seriesValue(seriesOf(level)), level])).values()].toReversed()
}

/** The rows of values that a threshold of a figure may be about. */
export async function seriesOfFigure(figureKey: string): Promise<readonly ThresholdSeries[]> {
  return (await rowsOf(figureKey)).map(seriesOf)
}

/** The same as choices of a form, in words of `language`. */
export async function seriesChoices(
  figureKey: string,
  language: Language,
): Promise<readonly { readonly value: string; readonly name: string }[]> {
  const words = translate('following', language)
  return (await rowsOf(figureKey)).map((row) => {
    const name = nameIn(row.series, language)
    const series = row.breakdown === null ? name : words('seriesBreakdown', { series: name, breakdown: row.breakdown })
    return {
      value: seriesValue(seriesOf(row)),
      name: words('seriesOption', { series, unit: unitName(row.unit, 'other', language) || row.unit.code }),
    }
  })
}

function seriesOf({ series, breakdown, unit }: Observation): ThresholdSeries {
  return { series: series.id, breakdown: breakdown ?? '', unit: unit.id }
}
