import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { compiledSheets, earlierSheets } from './compiled/compiled-sheets.ts'
import { demonstrationInstitution } from './compiled/sheet.ts'
import { faqAr } from './faq-ar.ts'
import { faqEn } from './faq-en.ts'
import { faqEs } from './faq-es.ts'
import { indicators } from './figures/indicators.ts'
import { readObservations, readSources } from './figures/observations.ts'
import { places } from './figures/places.ts'
import { series } from './figures/series.ts'
import { units } from './figures/units.ts'
import { terms } from './terms.ts'
import { institutions, SEAL_FILE } from './institution.ts'
import { pagesAr } from './pages-ar.ts'
import { pagesEn } from './pages-en.ts'
import { pagesEs } from './pages-es.ts'
import { peruFactSheetAr } from './peru-ar.ts'
import { peruFactSheetEs } from './peru-es.ts'
import { peruFactSheet } from './peru.ts'
import type { SeedDocument } from './seed-document.ts'
import { settings } from './settings.ts'

/** A picture that a document of the seed uses. */
export interface SeedPicture {
  /** The id that the lake gives it: made from its bytes. */
  readonly id: string
  readonly filename: string
  readonly bytes: Buffer
}

/** What a seed brings: documents, each after those that it refers to, and the pictures in them. */
export interface Seed {
  readonly documents: readonly SeedDocument[]
  readonly pictures: readonly SeedPicture[]
  /** Of documents that are published in several states, by their ids: all states in order, the last of which says what the document says. */
  readonly states?: ReadonlyMap<string, readonly SeedDocument[]>
}

const SEAL_SIZE = '240x240'

/** The seed of this version of the project. */
export async function readSeed(): Promise<Seed> {
  const bytes = await readFile(new URL(SEAL_FILE, import.meta.url))
  const [observations, sources] = await Promise.all([readObservations(), readSources()])
  const figures = { observations, sources, indicators }
  const sealId = `image-${createHash('sha1').update(bytes).digest('hex')}-${SEAL_SIZE}-svg`
  return {
    // What is referred to comes first: a seed goes in by parts, and each part may refer to those before it.
    documents: [
      ...institutions(sealId),
      demonstrationInstitution,
      ...settings,
      ...faqEn,
      ...faqEs,
      ...faqAr,
      ...pagesEn,
      ...pagesEs,
      ...pagesAr,
      ...units,
      ...series,
      ...places,
      ...indicators,
      ...sources,
      ...observations,
      ...terms,
      peruFactSheet,
      peruFactSheetEs,
      peruFactSheetAr,
      ...compiledSheets(figures),
    ],
    states: earlierSheets(figures),
    pictures: [{ id: sealId, filename: SEAL_FILE, bytes }],
  }
}
