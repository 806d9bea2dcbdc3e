import type { Graph } from 'schema-dts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import { currentOf } from '#lib/figures/supersession.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { observationJsonLd } from './observation-json-ld.ts'

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
 */
export function figureJsonLd({ observations, name, description, address, downloads, language }: FigureData): Graph {
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
