import { asc } from 'drizzle-orm'
import { database } from '#lib/db/connection.ts'
import { sheets } from './schema.ts'
import type { PublishedSheet } from './editions.ts'

/** Where each sheet is that was ever published, and whether it still is. */
export async function listSheetStates(): Promise<readonly Pick<PublishedSheet, 'documentId' | 'language' | 'slug' | 'state'>[]> {
  const { documentId, language, slug, state } = sheets
  return database().select({ documentId, language, slug, state }).from(sheets).orderBy(asc(documentId))
}
