import type { SanityClient, Transaction } from '@sanity/client'
import { type SeedDocument, slug } from '../seed/seed-document.ts'
import { namedId } from './check-file.ts'
import type { Step } from './decide.ts'
import { ImportRefused } from './import-problem.ts'
import { type ImportPlan, readSheets } from './plan-import.ts'
import type { CountryRecord, InstitutionRecord } from './record.ts'
import { aboutTransactionId, sheetStates, type WantedSheet } from './sheet-states.ts'

/**
 * Does what `plan` says, one transaction for each version of a sheet, in order. May be broken off anywhere: a plan made anew goes on from there.
 * @param progress called after each transaction of a sheet
 * @throws {ImportRefused} if the file is another one by now, and what the lake refuses, such as a sheet that somebody edits meanwhile
 */
export async function writeImport(client: SanityClient, plan: ImportPlan, progress: () => void): Promise<void> {
  await writeNamed(client, plan)
  const planned = plan.sheets[Symbol.iterator]()
  for await (const sheet of readSheets(plan.path)) {
    const { value } = planned.next()
    if (!value || value.slug !== sheet.slug || value.language !== sheet.language || value.versions !== sheet.versions.length)
      throw new ImportRefused(`The file ${plan.path} was changed while it was imported: look at it, and import it again.`)
    await writeSheet(client, sheetStates(sheet, plan.named), value.step, progress)
  }
}

/** Countries and institutions that the site lacks, in one transaction. */
async function writeNamed(client: SanityClient, { newCountries, newInstitutions }: ImportPlan): Promise<void> {
  const documents = [...newCountries.map(countryDocument), ...newInstitutions.map(institutionDocument)]
  if (documents.length === 0) return
  const transaction = client.transaction()
  for (const document of documents) transaction.createIfNotExists(document)
  await transaction.commit({ visibility: 'async', returnDocuments: false })
}

function countryDocument(record: CountryRecord): SeedDocument {
  const names = Object.entries(record.names).map(([language, value]) => ({ _type: 'localizedName', _key: language, language, value }))
  return { _id: namedId(record), _type: 'country', name: record.name, names, iso2: record.code, slug: slug(record.slug) }
}

function institutionDocument(record: InstitutionRecord): SeedDocument {
  const { name, motto } = record
  return { _id: namedId(record), _type: 'institution', name, printLabel: name, ...(motto !== undefined && { motto }) }
}

async function writeSheet(client: SanityClient, wanted: WantedSheet, step: Step, progress: () => void): Promise<void> {
  if (step.kind === 'unchanged' || step.kind === 'refused') return
  if (step.kind === 'about') {
    const patch = client.transaction().patch(wanted.documentId, (patched) => patched.set(wanted.about).ifRevisionId(step.revision))
    await commit(patch, aboutTransactionId(wanted, step.revision))
    progress()
    return
  }
  const from = step.kind === 'changed' ? step.from : 0
  let revision = step.kind === 'changed' ? step.revision : null
  for (const { transactionId, fields, sources } of wanted.states.slice(from)) {
    const transaction = client.transaction()
    for (const source of sources) transaction.createIfNotExists(source)
    if (revision === null) transaction.create({ _id: wanted.documentId, _type: 'factSheet', ...fields })
    else replace(transaction, wanted.documentId, fields, revision)
    await commit(transaction, transactionId)
    revision = transactionId
    progress()
  }
}

/** What a version may leave out; figures, results and contacts that an editor adds are never an import's. */
const OPTIONAL = ['title', 'country', 'issued']

/** The revision guards against an edit since it was read. */
function replace(transaction: Transaction, id: string, fields: Readonly<Record<string, unknown>>, revision: string): void {
  const gone = OPTIONAL.filter((name) => !(name in fields))
  transaction.patch(id, (patch) => {
    const set = patch.set(fields)
    return (gone.length > 0 ? set.unset(gone) : set).ifRevisionId(revision)
  })
}

async function commit(transaction: Transaction, transactionId: string): Promise<void> {
  await transaction.transactionId(transactionId).commit({ visibility: 'async', returnDocuments: false })
}
