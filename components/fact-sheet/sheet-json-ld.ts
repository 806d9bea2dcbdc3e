import type { Article, Graph } from 'schema-dts'
import { observationJsonLd, sourceJsonLd } from '#components/figure/observation-json-ld.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { isLanguage, type Language } from '#lib/i18n/languages.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'

interface SheetData {
  readonly sheet: Pick<FactSheet, 'heading' | 'language' | 'summary' | 'institution' | 'sources'>
  /** The whole address of the page, in the language of the sheet. */
  readonly address: string
  /** The edition that it is of; null while none is made. */
  readonly edition: { readonly number: number; readonly first: Date; readonly updated: Date } | null
  /** The whole address of the sheet itself, where the page is of one edition of it. */
  readonly work?: string
  /** Those that its figures come from. */
  readonly observations: readonly Observation[]
  /** The whole address of the page of a figure. */
  readonly figurePage: (observation: Observation) => string
}

/** A fact sheet, or one edition of it, with the values that it gives.
 *  @see https://schema.org/Article */
export function sheetJsonLd({ sheet, address, edition, work, observations, figurePage }: SheetData): Graph {
  const { heading, language, summary, institution, sources } = sheet
  const names: Language = isLanguage(language) ? language : 'en'
  const values = observations.map((observation) => observationJsonLd(observation, figurePage(observation), names))
  const article: Article = {
    '@type': 'Article',
    '@id': `${address}#article`,
    headline: heading,
    url: address,
    inLanguage: language,
    isAccessibleForFree: true,
    ...(summary && { abstract: summary }),
    ...(institution && {
      publisher: { '@type': 'Organization', name: institution.name },
      author: { '@type': 'Organization', name: institution.name },
    }),
    ...(edition && { version: edition.number, datePublished: edition.first.toISOString(), dateModified: edition.updated.toISOString() }),
    ...(work !== undefined && { exampleOfWork: { '@type': 'Article', '@id': `${work}#article` } }),
    ...(sources.length > 0 && { citation: sources.map(sourceJsonLd) }),
    mentions: values.flatMap((value) =>
      typeof value === 'object' && '@id' in value && value['@id'] !== undefined ? [{ '@id': value['@id'] }] : [],
    ),
  }
  return { '@context': 'https://schema.org', '@graph': [article, ...values] }
}
