import { users } from '#lib/auth/schema.ts'
import { boolean, index, integer, jsonb, pgSchema, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Block } from './blocks.ts'
import type { Briefing } from './briefing.ts'

/** The Postgres schema that holds what belongs to readers. */
export const accounts = pgSchema('accounts')

/** A reader follows a fact sheet. */
export const follows = accounts.table(
  'follow',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The id of the published document. */
    documentId: text('document_id').notNull(),
    followedAt: timestamp('followed_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    /** `_rev` of the published state that the reader last read, or that was there when they began to follow. */
    lastReadRevision: text('last_read_revision').notNull(),
    lastReadAt: timestamp('last_read_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.documentId] }), index('follow_document').on(table.documentId)],
)

const userId = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })
const instant = (column: string) => timestamp(column, { withTimezone: true, mode: 'date' })

/** Which state of a sheet a reader last read: of the sheets that they follow, and of all where they asked for that. */
export const reading = accounts.table(
  'reading',
  {
    userId: userId(),
    /** The id of the published document. */
    documentId: text('document_id').notNull(),
    /** `_rev` of the published state. */
    revision: text().notNull(),
    readAt: instant('read_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.documentId] })],
)

/** What readers chose to have kept of their reading. No row: only of what they follow. */
export const readingChoices = accounts.table('reading_choice', {
  userId: userId().primaryKey(),
  keepsAll: boolean('keeps_all').notNull(),
})

/** A passage or figure that a reader saved, with or without a note. The quotation has the terms of the TextQuoteSelector.
 *  @see Web Annotation Data Model, section 4.2.4 */
export const notes = accounts.table(
  'note',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: userId(),
    /** The published document of the sheet that it was saved from; null for a figure by itself. */
    documentId: text('document_id'),
    kind: text().$type<'passage' | 'figure'>().notNull(),
    /** The lasting key of the paragraph, or the id of the observation. */
    anchor: text().notNull(),
    /** The words that were saved, and those of the paragraph before and after them. */
    exact: text().notNull(),
    prefix: text().notNull(),
    suffix: text().notNull(),
    /** The edition that was read; null where none is made. */
    edition: integer(),
    /** What it was saved from, and its language. */
    heading: text().notNull(),
    language: text().notNull(),
    /** How it was cited on the day on which it was saved. */
    citation: text().notNull(),
    /** The reader's own words, as typed; empty where the passage alone was saved. */
    text: text().notNull(),
    /** Counts the changes, so that two devices do not undo each other's. */
    revision: integer().notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
    changedAt: instant('changed_at').notNull().defaultNow(),
  },
  (table) => [index('note_user').on(table.userId, table.documentId)],
)

/** One of a reader's own pages: which blocks are on it, in their order. */
export const pages = accounts.table(
  'page',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: userId(),
    name: text().notNull(),
    position: integer().notNull(),
    blocks: jsonb().$type<readonly Block[]>().notNull(),
    /** The blocks before the last change, to undo it; null if nothing is to be undone. */
    previous: jsonb().$type<readonly Block[]>(),
    /** Counts the changes, so that two devices do not undo each other's. */
    revision: integer().notNull().default(1),
  },
  (table) => [index('page_user').on(table.userId)],
)

/** A briefing made of a page, as it was on the day, for whoever has its link. */
export const sharedBriefings = accounts.table(
  'shared_briefing',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: userId(),
    /** The hash of the secret in the link. */
    secretHash: text('secret_hash').notNull(),
    name: text().notNull(),
    briefing: jsonb().$type<Briefing>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [uniqueIndex('shared_briefing_secret').on(table.secretHash), index('shared_briefing_user').on(table.userId)],
)
