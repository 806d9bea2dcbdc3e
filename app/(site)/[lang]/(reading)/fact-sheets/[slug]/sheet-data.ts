import type { Graph } from 'schema-dts'
import { sheetJsonLd } from '#components/fact-sheet/sheet-json-ld.ts'
import { figurePath } from '#components/figure/figure-address.ts'
import { environment, siteOrigin } from '#lib/env.ts'
import { type Observation, observationSchema } from '#lib/figures/observation.ts'
import { isLanguage } from '#lib/i18n/languages.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import type { EditionContent } from '#lib/publishing/edition-content.ts'
import { isBodyFigure } from '#sanity/body.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'
import { pageAddress } from '../../../../page-address.ts'

interface ShownEdition {
  readonly number: number
  readonly first: Date
  readonly updated: Date
}

/** A published sheet for machines, from the records that its page is made from. */
export function publishedJsonLd(sheet: FactSheet, edition: ShownEdition | null): Graph {
  return sheetJsonLd({ sheet, address: addressOf(sheet), edition, observations: observationsIn(sheet), figurePage: figurePageIn(sheet) })
}

/** An edition for machines, with the values that it was published with. */
export function editionJsonLd(
  sheet: FactSheet,
  {
    number,
    publishedAt,
    slug,
    content,
  }: { readonly number: number; readonly publishedAt: Date; readonly slug: string; readonly content: EditionContent },
): Graph {
  const work = addressOf({ slug, language: sheet.language })
  const observations = content.observations.flatMap((observation) => observationSchema.safeParse(observation).data ?? [])
  const edition = { number, first: publishedAt, updated: publishedAt }
  return sheetJsonLd({ sheet, address: `${work}/editions/${number}`, work, edition, observations, figurePage: figurePageIn(sheet) })
}

function addressOf({ slug, language }: Pick<FactSheet, 'slug' | 'language'>): string {
  return new URL(sheetPath(slug, language), siteOrigin(environment())).href
}

function figurePageIn({ language }: Pick<FactSheet, 'language'>): (observation: Observation) => string {
  return (observation) => pageAddress(isLanguage(language) ? language : 'en', figurePath(observation))
}

/** The observations of a sheet's figures, each once. */
function observationsIn({ sections, results }: FactSheet): readonly Observation[] {
  const blocks = [...sections, ...(results?.items ?? [])].flatMap(({ body }) => body)
  const figures = blocks.flatMap((block) => ('children' in block ? block.children.filter(isBodyFigure) : []))
  return [...new Map(figures.map(({ observation }) => [observation.id, observation])).values()]
}
