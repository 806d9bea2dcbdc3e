import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { FigureChange } from '#lib/changes/compare-figures.ts'

/** The Postgres schema that holds what was published, as it was published. */
export const publishing = pgSchema('publishing')

const instant = (column: string) => timestamp(column, { withTimezone: true, mode: 'date' })

/** Each published state of a fact sheet. A row is never changed, which the database itself sees to (migration 0007), but that its text is taken
 *  out when the sheet is removed; number, hash and chain stay. */
export const editions = publishing.table(
  'edition',
  {
    /** The id of the published document. */
    documentId: text('document_id').notNull(),
    /** From 1, without gaps. */
    number: integer().notNull(),
    /** The lake's transaction that made it, and its place in the order of the dataset. */
    transactionId: text('transaction_id').notNull(),
    sequence: bigint({ mode: 'number' }).notNull(),
    /** The transaction's time. */
    publishedAt: instant('published_at').notNull(),
    language: text().notNull(),
    slug: text().notNull(),
    heading: text().notNull(),
    /** Whether what it says differs from the edition before in a way that readers must be told of. */
    isMajor: boolean('is_major').notNull(),
    note: text(),
    /** What differs in its figures from the edition before. */
    figureChanges: jsonb('figure_changes').$type<readonly FigureChange[]>().notNull(),
    /** The whole edition as canonical JSON, of the shape `EditionContent`. Null once it was removed. */
    content: text(),
    /** SHA-256 of `content`, hexadecimal. */
    hash: text().notNull(),
    /** The hash of the edition before; null for the first. */
    previousHash: text('previous_hash'),
    /** Which key signed `content`. */
    keyId: text('key_id').notNull(),
    /** Ed25519 over the bytes of `content`, base64url. */
    signature: text().notNull(),
    removedAt: instant('removed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.number] }),
    uniqueIndex('edition_transaction').on(table.documentId, table.transactionId),
    uniqueIndex('edition_hash').on(table.hash),
    index('edition_sequence').on(table.sequence),
    index('edition_slug').on(table.slug),
    index('edition_correction')
      .on(table.sequence)
      .where(sql`is_major and number > 1`),
  ],
)

/** Which edition a revision of a published sheet belongs to: those that changed nothing that readers see share one. */
export const revisions = publishing.table(
  'revision',
  {
    documentId: text('document_id').notNull(),
    /** `_rev` of the published document. */
    revision: text().notNull(),
    number: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.revision] })],
)

/** The observations that an edition uses, with the values that it was published with. */
export const editionObservations = publishing.table(
  'edition_observation',
  {
    documentId: text('document_id').notNull(),
    number: integer().notNull(),
    observationId: text('observation_id').notNull(),
    value: doublePrecision(),
    upperValue: doublePrecision('upper_value'),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.number, table.observationId] }),
    index('edition_observation_use').on(table.observationId),
  ],
)

/** Each time that a sheet showed an observation, from one edition to another without a break: what was ever published here, and when. */
export const publishedFigures = publishing.table(
  'published_figure',
  {
    documentId: text('document_id').notNull(),
    observationId: text('observation_id').notNull(),
    /** The editions that showed it, both included. */
    firstNumber: integer('first_number').notNull(),
    lastNumber: integer('last_number').notNull(),
    /** The ids of what it measures, and where; null where the observation did not say. */
    indicatorId: text('indicator_id'),
    placeId: text('place_id'),
    /** The words that readers of the first of these editions saw, in the language of the sheet. */
    text: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.observationId, table.firstNumber] }),
    index('published_figure_subject').on(table.indicatorId, table.placeId),
    index('published_figure_last').on(table.documentId, table.lastNumber),
  ],
)

/** Each sheet that was ever published, as it now stands. */
export const sheets = publishing.table(
  'sheet',
  {
    documentId: text('document_id').primaryKey(),
    language: text().notNull(),
    slug: text().notNull(),
    heading: text().notNull(),
    /** The number of its newest edition. */
    number: integer().notNull(),
    /** `withdrawn`: no longer published, its editions can be read. `removed`: nothing of it can be read. */
    state: text().$type<'published' | 'withdrawn' | 'removed'>().notNull(),
    stateAt: instant('state_at').notNull(),
    /** Why it is no longer published; null where nobody said. */
    reason: text(),
  },
  (table) => [index('sheet_slug').on(table.slug)],
)

/** The log of sheets that were withdrawn, removed and published again. */
export const withdrawals = publishing.table(
  'withdrawal',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    documentId: text('document_id').notNull(),
    sequence: bigint({ mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    state: text().$type<'published' | 'withdrawn' | 'removed'>().notNull(),
    reason: text(),
    /** The lake's name for whoever did it. */
    author: text().notNull(),
  },
  (table) => [index('withdrawal_sequence').on(table.sequence), index('withdrawal_document').on(table.documentId)],
)

/** Every key that ever signed editions: what is published of it. */
export const signingKeys = publishing.table('signing_key', {
  /** The thumbprint of the key (RFC 7638). */
  id: text().primaryKey(),
  /** `x` of its JWK, base64url. */
  x: text().notNull(),
  validFrom: instant('valid_from').notNull(),
  /** Null while it signs. */
  validUntil: instant('valid_until'),
})
