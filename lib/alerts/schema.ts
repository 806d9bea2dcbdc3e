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
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Pace, Weight } from '#lib/accounts/follow-rule.ts'
import { users } from '#lib/auth/schema.ts'
import type { NewsFigure, NewsPart } from './news.ts'

/** What a mail is for: to tell news, to prove an address, to let somebody come back. */
export type MailKind = 'news' | 'confirmation' | 'recovery'

/** The Postgres schema of what readers are told of what they follow. */
export const alerts = pgSchema('alerts')

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const ofUser = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

/** What there is to tell: an edition, or that a sheet was withdrawn. */
export const news = alerts.table(
  'news',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().$type<'first' | 'edition' | 'withdrawn'>().notNull(),
    /** The id of the published document. */
    documentId: text('document_id').notNull(),
    /** The number of the edition; of a withdrawal that of the last. */
    number: integer().notNull(),
    /** The place of the lake's transaction in the order of the dataset, and its time. */
    sequence: bigint({ mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    language: text().notNull(),
    slug: text().notNull(),
    heading: text().notNull(),
    weight: smallint().$type<Weight>().notNull(),
    /** What the editors said of it, or why it was withdrawn. */
    note: text(),
    /** What became of its figures, in the order of the text. */
    figures: jsonb().$type<readonly NewsFigure[]>().notNull(),
    /** The parts whose words changed. */
    parts: jsonb().$type<readonly NewsPart[]>().notNull(),
  },
  (table) => [uniqueIndex('news_document').on(table.documentId, table.sequence), index('news_at').on(table.at)],
)

/** The figures of news, as rules ask of them. */
export const newsFigures = alerts.table(
  'news_figure',
  {
    newsId: uuid('news_id')
      .notNull()
      .references(() => news.id, { onDelete: 'cascade' }),
    /** From 0, in `figures` of the news. */
    position: integer().notNull(),
    /** The key by which an indicator in a place is followed. */
    subject: text().notNull(),
    /** What took the place of what, by observations: the same in every sheet that shows it. */
    change: text().notNull(),
    /** Of the value that is new; null if there is none. */
    measure: text(),
    seriesId: text('series_id'),
    breakdown: text(),
    unitId: text('unit_id'),
    /** Both ends, which are one for a value that is no range. */
    lower: doublePrecision(),
    upper: doublePrecision(),
    /** Of the value before, if it is of the same series, breakdown, measure and unit. */
    lowerBefore: doublePrecision('lower_before'),
    upperBefore: doublePrecision('upper_before'),
  },
  (table) => [
    primaryKey({ columns: [table.newsId, table.position] }),
    index('news_figure_subject').on(table.subject),
    index('news_figure_change').on(table.change),
  ],
)

/** How a person is told. */
export const deliveries = alerts.table(
  'delivery',
  {
    userId: ofUser().primaryKey(),
    /** Of mails and the feed. */
    language: text().notNull().default('en'),
    /** By which a day begins: a name of the IANA time zone database. */
    zone: text().notNull().default('UTC'),
    /** Where mails go; null for nowhere. */
    address: text(),
    /** When the person proved to receive mail there. */
    confirmedAt: instant('confirmed_at'),
    /** Whether a mail that was really sent proved it, and not the mailbox of the demonstration. */
    isProved: boolean('is_proved').notNull().default(false),
    /** False: the person wants no mails. */
    isOn: boolean('is_on').notNull().default(true),
    /** When the address refused a mail for good, and in which words. */
    refusedAt: instant('refused_at'),
    refusal: text(),
    /** When a mail was last made up: the next waits a little, so that many changes are few mails. */
    lastMailAt: instant('last_mail_at'),
    /** What the secret address of the feed is made from, and SHA-256 of that secret; null if there is no feed. */
    feedSalt: text('feed_salt'),
    feedHash: text('feed_hash'),
  },
  (table) => [uniqueIndex('delivery_feed').on(table.feedHash)],
)

/** An address that somebody says is theirs, until they come by the link that was sent there. */
export const confirmations = alerts.table('confirmation', {
  id: uuid().primaryKey().defaultRandom(),
  userId: ofUser().unique(),
  address: text().notNull(),
  expiresAt: instant('expires_at').notNull(),
})

/** The outbox: mails to be sent, and those that were. */
export const mails = alerts.table(
  'mail',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: ofUser(),
    kind: text().$type<MailKind>().notNull(),
    address: text().notNull(),
    language: text().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** `sending`: taken by a process until `dueAt`. `kept`: there is no mail server, it stays in the mailbox. */
    state: text().$type<'waiting' | 'sending' | 'sent' | 'kept' | 'failed' | 'cancelled'>().notNull().default('waiting'),
    dueAt: instant('due_at').notNull().defaultNow(),
    attempts: integer().notNull().default(0),
    endedAt: instant('ended_at'),
    /** What the last attempt failed with. */
    failure: text(),
    /** Written when it is sent first. The secret of its links is left out, and put in as it goes. */
    subject: text(),
    text: text(),
    html: text(),
  },
  (table) => [
    index('mail_user').on(table.userId, table.createdAt),
    index('mail_due')
      .on(table.dueAt)
      .where(sql`state in ('waiting', 'sending')`),
  ],
)

/** What a person is told: on their page, in their feed, and in a mail if it is due in one. */
export const items = alerts.table(
  'item',
  {
    userId: ofUser(),
    newsId: uuid('news_id')
      .notNull()
      .references(() => news.id, { onDelete: 'cascade' }),
    at: instant('at').notNull().defaultNow(),
    /** The figures of the news that the person asked for, by their keys; null for all of it. */
    subjects: text().array(),
    pace: text().$type<Pace>().notNull(),
    /** When it is to be in a mail; null if in none. */
    dueAt: instant('due_at'),
    mailId: uuid('mail_id').references(() => mails.id, { onDelete: 'set null' }),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.newsId] }),
    index('item_news').on(table.newsId),
    index('item_due')
      .on(table.dueAt)
      .where(sql`due_at is not null and mail_id is null`),
    index('item_mail').on(table.mailId),
  ],
)
