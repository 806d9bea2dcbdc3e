import { and, desc, eq, isNull, ne } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import { canonicalJson, hashOf } from './canonical.ts'
import type { EditionContent } from './edition-content.ts'
import { makeEdition, type Predecessor, type Publication, saidBy } from './make-edition.ts'
import { forgetPublishedFigures, notePublishedFigures } from './note-published-figures.ts'
import { requireOpenKey } from './signing-keys.ts'
import { editionObservations, editions, revisions, sheets, withdrawals } from './schema.ts'
import type { Signer } from './signer.ts'
import type { StoredDocument } from './stored-document.ts'

/** What a transaction did to a published fact sheet. */
export interface PublishedChange extends Publication {
  /** The sheet as it was published before; null if it was not. */
  readonly before: StoredDocument | null
  /** The lake's name for whoever did it. */
  readonly author: string
}

/** Makes the edition that follows from a change, unless nothing that readers see changed; its revision then belongs to the edition before.
 *  `database` is a transaction, whose caller sees to it that each change comes once and in order.
 *  @throws {KeyRetired} if the signer's key was retired */
export async function recordPublication(database: NodePgDatabase, signer: Signer, change: PublishedChange): Promise<void> {
  const { sheet, before } = change
  const last = await lastEdition(database, sheet._id)
  const isNews = last === null || before === null || canonicalJson(saidBy(before)) !== canonicalJson(saidBy(sheet))
  const number = isNews ? await insertEdition(database, signer, change, last) : last.number
  await database
    .insert(revisions)
    .values({ documentId: sheet._id, revision: String(sheet['_rev']), number })
    .onConflictDoNothing()
  if (before === null && last !== null) await noteReturn(database, change)
}

/** The newest edition of a sheet: found by its key, however many there are. */
async function lastEdition(database: NodePgDatabase, documentId: string): Promise<Predecessor | null> {
  const { number, hash, content } = editions
  const [last] = await database
    .select({ number, hash, content })
    .from(editions)
    .where(eq(editions.documentId, documentId))
    .orderBy(desc(number))
    .limit(1)
  return last ? { ...last, content: last.content === null ? null : (JSON.parse(last.content) as EditionContent) } : null
}

async function insertEdition(database: NodePgDatabase, signer: Signer, change: PublishedChange, last: Predecessor | null): Promise<number> {
  await requireOpenKey(database, signer)
  const edition = await makeEdition(change, last)
  const { document: documentId, number, language, slug, heading } = edition
  const content = canonicalJson(edition)
  await database.insert(editions).values({
    documentId,
    number,
    transactionId: change.transactionId,
    sequence: change.sequence,
    publishedAt: change.publishedAt,
    language,
    slug,
    heading,
    isMajor: edition.change.major,
    note: edition.change.note,
    figureChanges: edition.change.figures,
    content,
    hash: hashOf(content),
    previousHash: edition.previous,
    keyId: signer.keyId,
    signature: signer.sign(content),
  })
  const used = edition.observations.map(({ id: observationId, value, upperValue }) => ({
    documentId,
    number,
    observationId,
    value,
    upperValue,
  }))
  if (used.length > 0) await database.insert(editionObservations).values(used)
  await notePublishedFigures(database, edition)
  const state = { language, slug, heading, number, state: 'published' as const, stateAt: change.publishedAt, reason: null }
  await database
    .insert(sheets)
    .values({ documentId, ...state })
    .onConflictDoUpdate({ target: sheets.documentId, set: state })
  return number
}

async function noteReturn(database: NodePgDatabase, { sheet, sequence, publishedAt, author }: PublishedChange): Promise<void> {
  await database.insert(withdrawals).values({ documentId: sheet._id, sequence, at: publishedAt, state: 'published', author })
}

/** What became of a sheet that is no longer published. */
export interface Withdrawal {
  readonly documentId: string
  readonly sequence: number
  readonly at: Date
  /** `removed`: its editions lose their text. */
  readonly state: 'withdrawn' | 'removed'
  readonly reason: string | null
  readonly author: string
}

/** Notes that a sheet was withdrawn or removed, and why; takes the text out of its editions where it was removed. A sheet that was never
 *  published is left alone. */
export async function recordWithdrawal(
  database: NodePgDatabase,
  { documentId, state, reason, at, sequence, author }: Withdrawal,
): Promise<void> {
  // What was removed has no text left that could be read again.
  const mayBecome = state === 'removed' ? [] : [ne(sheets.state, 'removed')]
  const noted = await database
    .update(sheets)
    .set({ state, reason, stateAt: at })
    .where(and(eq(sheets.documentId, documentId), ...mayBecome))
    .returning({ documentId: sheets.documentId })
  if (noted.length === 0) return
  await database.insert(withdrawals).values({ documentId, sequence, at, state, reason, author })
  if (state !== 'removed') return
  await database
    .update(editions)
    .set({ content: null, note: null, figureChanges: [], removedAt: at })
    .where(and(eq(editions.documentId, documentId), isNull(editions.removedAt)))
  await forgetPublishedFigures(database, documentId)
  await database.delete(editionObservations).where(eq(editionObservations.documentId, documentId))
}
