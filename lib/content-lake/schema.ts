import { sql } from 'drizzle-orm'
import { bigint, index, integer, json, jsonb, pgSchema, primaryKey, smallint, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'

/** The Postgres schema that holds everything the lake keeps. */
export const lake = pgSchema('lake')

const baseOf = (column: string) => sql.raw(String.raw`(regexp_replace(${column}, '^(?:drafts|versions\.[^.]+)\.', ''))`)

/** Every document as it stands now: published ones, drafts (`drafts.…`), versions (`versions.<release>.…`) and system documents. */
export const documents = lake.table(
  'document',
  {
    dataset: text().notNull(),
    id: text().notNull(),
    /** The id without `drafts.` or `versions.<release>.`: what a published document, its draft and its versions have in common. */
    baseId: text('base_id').notNull().generatedAlwaysAs(baseOf('id')),
    type: text().notNull(),
    /** `_rev`: the id of the transaction that touched it last. */
    revision: text().notNull(),
    /** The whole document, `_id`, `_type`, `_rev`, `_createdAt` and `_updatedAt` included. */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The beginning of `slug.current`, where the document has one: what the site looks documents up by. An index entry can't be long. */
    slug: text().generatedAlwaysAs(sql`("left"(content -> 'slug' ->> 'current', 200))`),
    /** The id of each document that this one refers to, weakly or strongly, at whatever depth. */
    refersTo: text('refers_to')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Those of `refersTo` that forbid the deletion of what they refer to. */
    refersStronglyTo: text('refers_strongly_to')
      .array()
      .notNull()
      .default(sql`'{}'`),
  },
  (table) => [
    primaryKey({ columns: [table.dataset, table.id] }),
    index('document_base').on(table.dataset, table.baseId),
    index('document_type').on(table.dataset, table.type),
    index('document_slug').on(table.dataset, table.slug),
    index('document_refers_to').using('gin', table.refersTo),
    index('document_refers_strongly_to').using('gin', table.refersStronglyTo),
  ],
)

/** Every transaction ever committed, in order. The source of events and history. */
export const transactions = lake.table(
  'transaction',
  {
    /** The order of commits in a dataset; gaps mean nothing. */
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    dataset: text().notNull(),
    id: text().notNull(),
    author: text().notNull(),
    timestamp: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** What the caller was answered; a repetition of the transaction is answered the same. */
    results: jsonb().$type<readonly { id: string; operation: string }[]>().notNull(),
    /** Sync tags of the answers about published documents that it may have altered; none if only drafts changed. */
    publishedTags: text('published_tags').array().notNull(),
    /** The same for drafts and versions. */
    draftTags: text('draft_tags').array().notNull(),
  },
  (table) => [uniqueIndex('transaction_id').on(table.dataset, table.id), index('transaction_order').on(table.dataset, table.sequence)],
)

/** What each transaction did to each document it touched. */
export const changes = lake.table(
  'change',
  {
    sequence: bigint({ mode: 'number' })
      .notNull()
      .references(() => transactions.sequence),
    /** Its place among the documents of the transaction, from 0. */
    position: smallint().notNull(),
    dataset: text().notNull(),
    documentId: text('document_id').notNull(),
    /** As in `document`: history is asked for a document with its draft and versions. */
    baseId: text('base_id').notNull().generatedAlwaysAs(baseOf('document_id')),
    /** How many changes the document has had, this one included. */
    ordinal: integer().notNull(),
    /** `_rev` before; null where the document was not there. */
    previousRevision: text('previous_revision'),
    /** `_rev` after; null where the transaction deleted it. */
    resultRevision: text('result_revision'),
    /** The resolved mutations, in Sanity's form. */
    mutations: jsonb().$type<readonly object[]>().notNull(),
    /** Mendoza patch from the state before to the state after. */
    apply: jsonb().$type<readonly unknown[]>().notNull(),
    /** Mendoza patch back. */
    revert: jsonb().$type<readonly unknown[]>().notNull(),
    /** The whole state after it, kept now and then so that an old revision is a short walk away. */
    snapshot: jsonb().$type<Record<string, unknown>>(),
    /** The action that caused it, such as `document.publish`, and what history wants to know of it. */
    cause: jsonb().$type<Record<string, unknown>>(),
  },
  (table) => [
    primaryKey({ columns: [table.sequence, table.position] }),
    index('change_document').on(table.dataset, table.documentId, table.sequence),
    index('change_base').on(table.dataset, table.baseId, table.sequence),
  ],
)

/** How each person likes their Studio: layout, sort order, saved queries. Not content: no history. */
export const keyValues = lake.table(
  'key_value',
  {
    /** The id that the host of the lake knows the person by. */
    userId: text('user_id').notNull(),
    key: text().notNull(),
    /** Any JSON; not jsonb, which takes no NUL in strings. */
    value: json().$type<unknown>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.key] })],
)
