import { and, asc, desc, eq, gt, like, lte, sql } from 'drizzle-orm'
import { database } from '#lib/db/connection.ts'
import type { EditionContent } from './edition-content.ts'
import { unlessMoved } from './moved-sheets.ts'
import { editions, revisions, sheets, withdrawals } from './schema.ts'

/** A sheet that was ever published, as it now stands. */
export type PublishedSheet = typeof sheets.$inferSelect

type Row = typeof editions.$inferSelect

/** An edition without its text: for lists. */
export type EditionEntry = Pick<
  Row,
  'documentId' | 'number' | 'publishedAt' | 'language' | 'slug' | 'heading' | 'isMajor' | 'note' | 'figureChanges' | 'hash' | 'removedAt'
>

/** An edition with its text, which is null if it was removed. */
export interface Edition extends EditionEntry {
  readonly keyId: string
  readonly signature: string
  /** The canonical JSON that was signed. */
  readonly signed: string | null
  readonly content: EditionContent | null
}

const entryColumns = {
  documentId: editions.documentId,
  number: editions.number,
  publishedAt: editions.publishedAt,
  language: editions.language,
  slug: editions.slug,
  heading: editions.heading,
  isMajor: editions.isMajor,
  note: editions.note,
  figureChanges: editions.figureChanges,
  hash: editions.hash,
  removedAt: editions.removedAt,
}

/** The tag that pages depend on which show anything of the editions of a sheet. */
export function editionTag(documentId: string): string {
  return `edition:${documentId}`
}

/** The tag of pages that show editions of any sheet. */
export const EDITIONS_TAG = 'editions'

/** The sheet at `slug`, in `language` if there is one, else in English, else in any; published ones before those that are not. Null if none was ever
 *  published there, and if one in `language` was that moved: its address leads on, and no other stands in for it. */
export async function findSheet(slug: string, language: string): Promise<PublishedSheet | null> {
  const found = await database().select().from(sheets).where(eq(sheets.slug, slug)).orderBy(asc(sheets.documentId)).limit(100)
  const rank = (sheet: PublishedSheet): number =>
    (sheet.state === 'published' ? 0 : 10) + (sheet.language === language ? 0 : sheet.language === 'en' ? 1 : 2)
  const nearest = found.toSorted((one, other) => rank(one) - rank(other))[0] ?? null
  return unlessMoved(nearest, slug, language)
}

/** The sheet whose published document is, or was, `documentId`. */
export async function findSheetById(documentId: string): Promise<PublishedSheet | null> {
  const [found] = await database().select().from(sheets).where(eq(sheets.documentId, documentId))
  return found ?? null
}

/** An edition of a list, with what its sheet said of when its text was issued. */
export interface ListedEdition extends EditionEntry {
  readonly issued: { readonly date?: string; readonly note?: string } | null
}

/** Editions of a sheet, the newest first: at most `limit`, those before `below`. */
export async function listEditions(documentId: string, limit: number, below = 2 ** 31 - 1): Promise<readonly ListedEdition[]> {
  return database()
    .select({ ...entryColumns, issued: sql<ListedEdition['issued']>`${editions.content}::jsonb #> '{sheet,issued}'` })
    .from(editions)
    .where(and(eq(editions.documentId, documentId), sql`${editions.number} < ${below}`))
    .orderBy(desc(editions.number))
    .limit(limit)
}

/** One edition of a sheet; null if there is none of that number. */
export async function readEdition(documentId: string, number: number): Promise<Edition | null> {
  const [row] = await database()
    .select()
    .from(editions)
    .where(and(eq(editions.documentId, documentId), eq(editions.number, number)))
  return row ? toEdition(row) : null
}

/** The number of the edition that the revision of a published sheet belongs to; null if none was made of it (yet). */
export async function editionOfRevision(documentId: string, revision: string): Promise<number | null> {
  const [found] = await database()
    .select({ number: revisions.number })
    .from(revisions)
    .where(and(eq(revisions.documentId, documentId), eq(revisions.revision, revision)))
  return found?.number ?? null
}

/** When the first edition of a sheet was published, and the newest up to `number`. */
export async function datesOf(documentId: string, number: number): Promise<{ first: Date; updated: Date } | null> {
  const found = await database()
    .select({ number: editions.number, publishedAt: editions.publishedAt })
    .from(editions)
    .where(and(eq(editions.documentId, documentId), sql`${editions.number} in (1, ${number})`))
    .orderBy(asc(editions.number))
  const [first, last = first] = found
  return first && last ? { first: first.publishedAt, updated: last.publishedAt } : null
}

/** The edition whose hash begins with `beginning`, which must be long enough to name one alone; null if there is none, or more than one. */
export async function findByHash(beginning: string): Promise<Edition | null> {
  if (!/^[0-9a-f]{12,64}$/.test(beginning)) return null
  const found = await database()
    .select()
    .from(editions)
    .where(beginning.length === 64 ? eq(editions.hash, beginning) : like(editions.hash, `${beginning}%`))
    .limit(2)
  return found.length === 1 && found[0] ? toEdition(found[0]) : null
}

/** Editions that told readers of a major change, of all sheets, the newest first. */
export async function listCorrections(limit: number): Promise<readonly EditionEntry[]> {
  return database()
    .select(entryColumns)
    .from(editions)
    .where(sql`is_major and number > 1 and removed_at is null`)
    .orderBy(desc(editions.sequence))
    .limit(limit)
}

/** The ids of the sheets of which editions were made, or that were withdrawn or came back, in the transactions after `after` and up to `upTo`. */
export async function sheetsChanged(after: number, upTo: number): Promise<readonly string[]> {
  const made = database()
    .select({ documentId: editions.documentId })
    .from(editions)
    .where(and(gt(editions.sequence, after), lte(editions.sequence, upTo)))
  const withdrawn = database()
    .select({ documentId: withdrawals.documentId })
    .from(withdrawals)
    .where(and(gt(withdrawals.sequence, after), lte(withdrawals.sequence, upTo)))
  return (await made.union(withdrawn)).map(({ documentId }) => documentId)
}

function toEdition({ content, ...row }: Row): Edition {
  return { ...row, signed: content, content: content === null ? null : (JSON.parse(content) as EditionContent) }
}
