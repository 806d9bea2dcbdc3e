import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PoolClient } from 'pg'
import type { Document } from '#lib/content-lake/wire.ts'
import { recordPublication, recordWithdrawal } from '#lib/publishing/record-edition.ts'
import type { Signer } from '#lib/publishing/signer.ts'
import { toWithdrawal, WITHDRAWAL_TYPE } from '#lib/publishing/withdrawal-document.ts'
import type { Job } from './job.ts'
import { documentsAt, type LakeTransaction } from './transactions.ts'

const FACT_SHEET_TYPE = 'factSheet'

/** The name under which it is kept how far editions are made. */
export const EDITION_JOB = 'editions'

/** Makes an edition of each transaction that changes what a published fact sheet says, and notes which sheets were withdrawn or removed. */
export function editionJob(signer: Signer): Job {
  return {
    name: EDITION_JOB,
    types: [FACT_SHEET_TYPE, WITHDRAWAL_TYPE],
    async run(client, transaction) {
      const database = drizzle(client)
      const answered = new Set<string>()
      for (const { after } of transaction.changes.filter(({ after }) => after?._type === WITHDRAWAL_TYPE)) {
        const id = after && (await answer(database, transaction, after))
        if (id) answered.add(id)
      }
      for (const { id, before, after } of transaction.changes.filter(isOfSheet)) {
        if (after) await publish(database, signer, transaction, before, after)
        else if (!answered.has(id)) await withdraw(database, transaction, id)
      }
    },
    begin: (client, dataset, sequence) => beginBehind(client, dataset, sequence, signer),
  }
}

function isOfSheet({ before, after }: LakeTransaction['changes'][number]): boolean {
  return (after ?? before)?._type === FACT_SHEET_TYPE
}

async function publish(
  database: NodePgDatabase,
  signer: Signer,
  { id, sequence, at, author, read }: LakeTransaction,
  before: Document | null,
  sheet: Document,
): Promise<void> {
  await recordPublication(database, signer, { transactionId: id, sequence, publishedAt: at, author, read, before, sheet })
}

/** A sheet went without a word. An answer that was given when it went another time counts no more. */
async function withdraw(database: NodePgDatabase, { sequence, at, author }: LakeTransaction, documentId: string): Promise<void> {
  await recordWithdrawal(database, { documentId, sequence, at, author, state: 'withdrawn', reason: null })
}

/** An answer was given to what becomes of a sheet. It counts with the transaction that takes the sheet away, or after it. */
async function answer(database: NodePgDatabase, { sequence, at, author, read }: LakeTransaction, given: Document): Promise<string | null> {
  const { documentId, state, reason } = toWithdrawal(given)
  if (documentId === null || (await read([documentId])).has(documentId)) return null
  await recordWithdrawal(database, { documentId, sequence, at, author, state, reason })
  return documentId
}

/** Where the beginning of history was forgotten, the sheets that were published then have their first edition of what they said then. */
async function beginBehind(client: PoolClient, dataset: string, sequence: number, signer: Signer): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select id from lake.document where dataset = $1 and layer = '' and type = $2
     union select document_id from lake.change where dataset = $1 and document_id = base_id order by 1`,
    [dataset, FACT_SHEET_TYPE],
  )
  const read = (ids: readonly string[]) => documentsAt(client, dataset, ids, sequence)
  const sheets = await read(rows.map(({ id }) => id))
  for (const sheet of sheets.values()) {
    if (sheet._type !== FACT_SHEET_TYPE) continue
    const publishedAt = new Date(sheet._updatedAt)
    await recordPublication(drizzle(client), signer, {
      transactionId: sheet._rev,
      sequence,
      publishedAt,
      author: '',
      read,
      before: null,
      sheet,
    })
  }
}
