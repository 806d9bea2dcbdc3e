import type { Observation } from '#lib/figures/observation.ts'
import { currentOf } from '#lib/figures/supersession.ts'
import { unitName } from '#lib/figures/format-figure.ts'
import { nameIn } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'

interface FigureData {
  readonly observations: readonly Observation[]
  readonly name: string
  readonly description: string
  /** Whole addresses: of the page, and of its downloads. */
  readonly address: string
  readonly downloads: { readonly csv: string; readonly json: string }
  readonly language: Language
}

/**
 * A figure with all its values that stand, as a data set.
 * @see https://schema.org/Dataset
 * @see https://schema.org/Observation
 */
export function figureJsonLd({ observations, name, description, address, downloads, language }: FigureData): object {
  const [first] = observations
  const days = observations.flatMap(({ period }) => [period.start, period.end].filter((day) => day !== null)).toSorted()
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'Dataset',
        '@id': `${address}#dataset`,
        name,
        description,
        url: address,
        inLanguage: language,
        ...(first && { variableMeasured: nameIn(first.indicator, language), spatialCoverage: nameIn(first.place, language) }),
        ...(days.length > 0 && { temporalCoverage: `${days[0]}/${days.at(-1)}` }),
        isAccessibleForFree: true,
        distribution: [
          { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: downloads.csv },
          { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl: downloads.json },
        ],
      },
      ...currentOf(observations).map((observation) => observationJsonLd(observation, address, language)),
    ],
  }
}

function observationJsonLd(observation: Observation, address: string, language: Language): object {
  const { id, indicator, place, period, value, upperValue, unit, source } = observation
  const amount = upperValue === null ? { value } : { minValue: value, maxValue: upperValue }
  return {
    '@type': 'Observation',
    '@id': `${address}#${id}`,
    measuredProperty: nameIn(indicator, language),
    observationAbout: { '@type': 'Place', name: nameIn(place, language) },
    ...(period.start !== null && { observationDate: period.start }),
    value: { '@type': 'QuantitativeValue', ...amount, unitText: unitName(unit, 'other', language) || unit.code },
    isBasedOn: source.url ?? source.title ?? source.publisher,
  }
}
