import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { faqEn } from './faq-en.ts'
import { faqEs } from './faq-es.ts'
import { institution, peru, SEAL_FILE } from './institution.ts'
import { pagesEn } from './pages-en.ts'
import { pagesEs } from './pages-es.ts'
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

/** What a seed brings: documents that refer to each other, and the pictures in them. */
export interface Seed {
  readonly documents: readonly SeedDocument[]
  readonly pictures: readonly SeedPicture[]
}

const SEAL_SIZE = '240x240'

/** The seed of this version of the project. */
export async function readSeed(): Promise<Seed> {
  const bytes = await readFile(new URL(SEAL_FILE, import.meta.url))
  const sealId = `image-${createHash('sha1').update(bytes).digest('hex')}-${SEAL_SIZE}-svg`
  return {
    documents: [institution(sealId), peru, peruFactSheet, ...settings, ...faqEn, ...faqEs, ...pagesEn, ...pagesEs],
    pictures: [{ id: sealId, filename: SEAL_FILE, bytes }],
  }
}
