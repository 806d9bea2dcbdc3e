import type { CreativeWork, Observation as ObservationLd } from 'schema-dts'
import { unitName } from '#lib/figures/format-figure.ts'
import { nameIn, type Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'

/** A value for machines. `page` is the whole address of the page of its figure: an observation is the same wherever it is told of.
 *  @see https://schema.org/Observation */
export function observationJsonLd(observation: Observation, page: string, language: Language): ObservationLd {
  const { id, indicator, place, period, value, upperValue, unit, source } = observation
  const amount = upperValue === null ? { value } : { minValue: value, maxValue: upperValue }
  return {
    '@type': 'Observation',
    '@id': `${page}#${id}`,
    measuredProperty: { '@type': 'Property', name: nameIn(indicator, language) },
    observationAbout: { '@type': 'Place', name: nameIn(place, language) },
    ...(period.start !== null && { observationDate: period.start }),
    value: { '@type': 'QuantitativeValue', ...amount, unitText: unitName(unit, 'other', language) || unit.code },
    subjectOf: sourceJsonLd(source),
  }
}

/** A publication for machines. */
export function sourceJsonLd({
  title,
  publisher,
  url,
}: Pick<Observation['source'], 'title' | 'url'> & { readonly publisher: string | null }): CreativeWork {
  return {
    '@type': 'CreativeWork',
    ...(title !== null && { name: title }),
    ...(url !== null && { url }),
    ...(publisher !== null && { publisher: { '@type': 'Organization', name: publisher } }),
  }
}
