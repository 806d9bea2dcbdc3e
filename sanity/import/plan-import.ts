import type { SanityClient } from '@sanity/client'
import { batches } from './batches.ts'
import { checkFile, namedId } from './check-file.ts'
import { decide, type Step } from './decide.ts'
import { namedOnSite } from './named-on-site.ts'
import { presentSheets, transactionsOf } from './present-sheets.ts'
import { readRecords } from './read-records.ts'
import type { CountryRecord, InstitutionRecord, SheetRecord } from './record.ts'
import { documentIdOf, type NamedDocuments, sheetStates } from './sheet-states.ts'

/** How many sheets are looked up at once. */
const BATCH = 50

/** One sheet of the file, and what is to be done with it. */
export interface PlannedSheet {
  readonly slug: string
  readonly language: string
  readonly versions: number
  readonly step: Step
}

/** What an import will do. */
export interface ImportPlan {
  readonly path: string
  readonly sheets: readonly PlannedSheet[]
  readonly newCountries: readonly CountryRecord[]
  readonly newInstitutions: readonly InstitutionRecord[]
  /** Ids of all countries and institutions, the new ones among them. */
  readonly named: NamedDocuments
}

/** How many transactions `step` takes for a sheet of so many versions. */
export function transactionsOfStep({ step, versions }: PlannedSheet): number {
  switch (step.kind) {
    case 'new':
      return versions
    case 'changed':
      return versions - step.from
    case 'about':
      return 1
    case 'unchanged':
    case 'refused':
      return 0
  }
}

/** Each sheet of the file at `path`, in its order. */
export async function* readSheets(path: string): AsyncGenerator<SheetRecord> {
  for await (const { record } of readRecords(path, [])) if (record.type === 'sheet') yield record
}

/**
 * What importing the file at `path` would do to the dataset of `client`, which may read drafts and history. Writes nothing.
 * @throws {ImportRefused} if anything is wrong with the file
 */
export async function planImport(client: SanityClient, path: string): Promise<ImportPlan> {
  const site = await namedOnSite(client)
  const { newCountries, newInstitutions } = await checkFile(path, site)
  const named = {
    countries: new Map([...site.countries, ...newCountries.map((record) => [record.code, namedId(record)] as const)]),
    institutions: new Map([...site.institutions, ...newInstitutions.map((record) => [record.name, namedId(record)] as const)]),
  }
  const sheets: PlannedSheet[] = []
  for await (const batch of batches(readSheets(path), BATCH)) {
    const present = await presentSheets(
      client,
      batch.map((sheet) => ({ documentId: documentIdOf(sheet), slug: sheet.slug, language: sheet.language })),
    )
    for (const sheet of batch) {
      const wanted = sheetStates(sheet, named)
      const there = present.get(wanted.documentId) ?? { published: null, isDrafted: false, rival: null }
      const step = await decide(wanted, there, () => transactionsOf(client, wanted.documentId))
      sheets.push({ slug: sheet.slug, language: sheet.language, versions: sheet.versions.length, step })
    }
  }
  return { path, sheets, newCountries, newInstitutions, named }
}
