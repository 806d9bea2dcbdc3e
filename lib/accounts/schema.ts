import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from '#lib/auth/schema.ts'
import type { Block } from './blocks.ts'
import type { Briefing } from './briefing.ts'
import type { FollowKind } from './follow-target.ts'
import type { Pace, Threshold, Weight } from './follow-rule.ts'

/** The Postgres schema that holds what belongs to readers. */
export const accounts = pgSchema('accounts')

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

const userId = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

/** A reader follows something, and how they want to be told of it. */
export const follows = accounts.table(
  'follow',
  {
    userId: userId(),
    kind: text().$type<FollowKind>().notNull(),
    /** What it is, within its kind: `follow-target.ts`. */
    key: text().notNull(),
    /** What forms and lists call it. */
    id: uuid().notNull().defaultRandom(),
    followedAt: instant('followed_at').notNull().defaultNow(),
    /** The language of the page where it began: of sheets in several languages, the one in it is told of. */
    language: text().notNull().default('en'),
    weightMin: smallint('weight_min').$type<Weight>().notNull().default(2),
    pace: text().$type<Pace>().notNull().default('now'),
    /** The rule of a figure; all of them null if every change is told. */
    thresholdKind: text('threshold_kind').$type<Threshold['kind']>(),
    thresholdValue: doublePrecision('threshold_value'),
    thresholdSeries: text('threshold_series'),
    thresholdBreakdown: text('threshold_breakdown'),
    thresholdUnit: text('threshold_unit'),
    /** When the reader stopped following: kept for a day, so that it can be undone. */
    stoppedAt: instant('stopped_at'),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.kind, table.key] }),
    uniqueIndex('follow_id').on(table.id),
    index('follow_target').on(table.kind, table.key),
    check('follow_weight', sql`${table.weightMin} between 1 and 3`),
    check(
      'follow_threshold',
      sql`num_nulls(${table.thresholdKind}, ${table.thresholdValue}, ${table.thresholdSeries}, ${table.thresholdBreakdown}, ${table.thresholdUnit}) in (0, 5)`,
    ),
  ],
)

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
