import type { z } from 'zod'
import type { CsvColumn } from '#lib/figures/csv.ts'
import { observationSchema as whole } from '#lib/figures/observation.ts'
import { observationsToTable } from '#lib/figures/serialize.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import type { EditionContent } from '#lib/publishing/edition-content.ts'
import { editionsFrom } from '#lib/publishing/edition-lists.ts'
import { editionUrn } from '#lib/publishing/edition-urn.ts'
import { type EditionEntry, editionTag, findSheetById, readEdition } from '#lib/publishing/editions.ts'
import type { ContentReading } from '../content.ts'
import { Problem } from '../problem.ts'
import { type ApiPlace, pageOfRows } from './collection.ts'
import { observedOf } from './observations.ts'
import type { editionEntrySchema, editionSchema } from './schemas.ts'

export type ApiEditionEntry = z.output<typeof editionEntrySchema>
type ApiEdition = z.output<typeof editionSchema>

export const EDITION_COLUMNS: readonly CsvColumn<ApiEditionEntry>[] = [
  ['id', ({ id }) => id],
  ['fact_sheet', ({ factSheet }) => factSheet],
  ['number', ({ number }) => number],
  ['published_at', ({ publishedAt }) => publishedAt],
  ['language', ({ language }) => language],
  ['heading', ({ heading }) => heading],
  ['major', ({ major }) => String(major)],
  ['note', ({ note }) => note],
  ['figures_changed', ({ figureChanges }) => figureChanges.length],
  ['hash', ({ hash }) => hash],
  ['removed_at', ({ removedAt }) => removedAt],
  ['page', ({ links }) => links.page],
]

/** The editions of a sheet from the first on, at most `limit` behind number `after`.
 *  @throws {Problem} 404 if there never was such a sheet */
export async function listEditionRecords(
  reading: ContentReading,
  place: ApiPlace,
  documentId: string,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): Promise<{ records: readonly ApiEditionEntry[]; nextAfter: string | null }> {
  await requireSheet(reading, documentId)
  const found = await editionsFrom(documentId, after === undefined ? 0 : numberOf(after), limit + 1)
  const { rows, nextAfter } = pageOfRows(
    found.map((entry) => ({ ...entry, id: String(entry.number) })),
    limit,
  )
  return { records: rows.map((entry) => toEntry(entry, place)), nextAfter }
}

/** An edition with its observations.
 *  @throws {Problem} 404 if there is none of that number, 410 if it was removed */
export async function findEditionRecord(
  reading: ContentReading,
  place: ApiPlace,
  documentId: string,
  numeral: string,
): Promise<ApiEdition> {
  const { slug, reason } = await requireSheet(reading, documentId)
  const edition = await readEdition(documentId, numberOf(numeral))
  if (!edition) throw new Problem(404, `${documentId} has no edition ${numeral}. Those it has: /api/v1/fact-sheets/${documentId}/editions`)
  if (!edition.content) throw new Problem(410, `This edition was removed. ${reason ?? 'No reason was given.'}`)
  const { observations, sources } = edition.content
  return { ...toEntry({ ...edition, slug }, place), observations: toObservations(observations), sources: [...sources] }
}

/** The observations of an edition as a table. */
export function editionToCsv({ observations }: ApiEdition): string {
  return observationsToTable(observations.map((observation) => whole.parse(observation)))
}

async function requireSheet(reading: ContentReading, documentId: string) {
  const sheet = await findSheetById(documentId)
  if (!sheet)
    throw new Problem(404, `There is no fact sheet with the id "${documentId.slice(0, 128)}". All that there are: /api/v1/fact-sheets`)
  reading.tags.add(editionTag(documentId))
  return sheet
}

/** @throws {Problem} 404 if `numeral` is no number of an edition */
function numberOf(numeral: string): number {
  if (!/^[1-9]\d{0,8}$/.test(numeral)) throw new Problem(404, 'Editions are numbered from 1.')
  return Number(numeral)
}

function toObservations(observations: EditionContent['observations']): ApiEdition['observations'] {
  return observations.flatMap((observation) => {
    const parsed = whole.safeParse(observation)
    return parsed.success ? [observedOf(parsed.data)] : []
  })
}

/** An edition as a record; under the address that its sheet now has. */
function toEntry(edition: EditionEntry, { origin }: ApiPlace): ApiEditionEntry {
  const { documentId, number, publishedAt, language, slug, heading, isMajor, note, figureChanges, hash, removedAt } = edition
  const page = new URL(`${sheetPath(slug, language)}/editions/${number}`, origin).href
  return {
    id: editionUrn(hash),
    factSheet: documentId,
    number,
    publishedAt: publishedAt.toISOString(),
    language,
    slug,
    heading,
    major: isMajor,
    note,
    figureChanges: [...figureChanges],
    hash,
    removedAt: removedAt?.toISOString() ?? null,
    links: { page, signed: `${page}.json` },
  }
}
