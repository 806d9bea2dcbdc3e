import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  json,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

/** The Postgres schema that holds everything the lake keeps. */
export const lake = pgSchema('lake')

const baseOf = (column: string) => sql.raw(String.raw`(regexp_replace(${column}, '^(?:drafts|versions\.[^.]+)\.', ''))`)

const instant = (column: string) => timestamp(column, { withTimezone: true, mode: 'string' })

/** Projects beside the lake's own, which needs no row. */
export const projects = lake.table('project', {
  id: text().primaryKey(),
  displayName: text('display_name').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

/** Every dataset there is. */
export const datasets = lake.table('dataset', {
  /** `<project>/<name>`: what the column `dataset` of every other table holds. */
  key: text()
    .primaryKey()
    .generatedAlwaysAs(sql`(project || '/' || name)`),
  project: text().notNull(),
  name: text().notNull(),
  /** `public`: strangers read what is published. `private`: only roles read. */
  aclMode: text('acl_mode').$type<'public' | 'private'>().notNull(),
  description: text(),
  /** The name of the dataset that this one belongs to, as comments do; it goes when that goes. */
  addonFor: text('addon_for'),
  /** `content`, or what an add-on is for: `comments`. */
  profile: text().notNull().default('content'),
  createdAt: instant('created_at').notNull().defaultNow(),
  /** Who made it; null if the lake did. */
  createdBy: text('created_by'),
})

/** Text that is compared by its code points, on whatever server: as `attributes.ts` makes it, this is GROQ's order. */
const orderedText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })

const wordList = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** Every document as it stands now: published ones, drafts (`drafts.…`), versions (`versions.<release>.…`) and system documents. */
export const documents = lake.table(
  'document',
  {
    /** The key of the dataset; as in every table that has this column. */
    dataset: text().notNull(),
    id: orderedText().notNull(),
    /** The id without `drafts.` or `versions.<release>.`: what a published document, its draft and its versions have in common. */
    baseId: orderedText('base_id').notNull().generatedAlwaysAs(baseOf('id')),
    /** What `base_id` lacks of `id`: nothing for a published document, else `drafts.` or `versions.<release>.`. */
    layer: text()
      .notNull()
      .generatedAlwaysAs(sql`("left"(id, length(id) - length(regexp_replace(id, '^(?:drafts|versions\\.[^.]+)\\.', ''))))`),
    type: text().notNull(),
    /** `_rev`: the id of the transaction that touched it last. */
    revision: text().notNull(),
    /** The whole document, `_id`, `_type`, `_rev`, `_createdAt` and `_updatedAt` included. */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What the index knows the document by. */
    number: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    /** Which making of the index knows the document: `indexed` in `index-entries.ts`, 0 for none yet, -1 where the document is too large for it. */
    indexed: smallint().notNull().default(0),
    /** Which of its attributes can be ordered by: the id of a row of `shape`. */
    shape: bigint({ mode: 'number' }).notNull().default(0),
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
    // The layer is there so that documents can be counted without being visited.
    index('document_type').on(table.dataset, table.type, table.id, table.layer),
    uniqueIndex('document_number').on(table.number),
    index('document_shape').on(table.shape, table.id),
    index('document_unindexed')
      .on(table.dataset)
      .where(sql`indexed <> 1`),
    // What waits to be put into an index of this kind is read whole by each query.
    index('document_refers_to').using('gin', table.refersTo).with({ fastupdate: false }),
    index('document_refers_strongly_to').using('gin', table.refersStronglyTo),
  ],
)

/** The index over paths: each value in each document, but those that `attributes.ts` leaves out. Rows of documents that are gone do no harm. */
export const attributes = lake.table(
  'attribute',
  {
    /** The id of a row of `place`. */
    place: bigint({ mode: 'number' }).notNull(),
    /** The value, or its beginning, so that it sorts as GROQ sorts. */
    key: orderedText().notNull(),
    /** `number` of the document. */
    document: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.place, table.key, table.document] })],
)

/** Each path that a value has ever stood at in documents of a type. */
export const places = lake.table(
  'place',
  {
    /** A hash of the rest, so that it is known without being looked up. */
    id: bigint({ mode: 'number' }).primaryKey(),
    dataset: text().notNull(),
    type: text().notNull(),
    path: text().notNull(),
  },
  (table) => [index('place_path').on(table.dataset, table.path)],
)

/** Each set of paths to order by that a document of a type has ever had: by it are found those that lack one. */
export const shapes = lake.table(
  'shape',
  {
    /** A hash of the rest. */
    id: bigint({ mode: 'number' }).primaryKey(),
    dataset: text().notNull(),
    type: text().notNull(),
    paths: text().array().notNull(),
  },
  (table) => [index('shape_type').on(table.dataset, table.type)],
)

/** The words in the texts of each document, as `words.ts` folds them: for `match`. */
export const wordings = lake.table(
  'wording',
  {
    /** `number` of the document. */
    document: bigint({ mode: 'number' }).primaryKey(),
    words: wordList().notNull(),
  },
  (table) => [index('wording_words').using('gin', table.words)],
)

/** Every transaction ever committed, in order. The source of events and history. */
export const transactions = lake.table(
  'transaction',
  {
    /** The order of commits in a dataset; gaps mean nothing. */
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Nothing is written into a dataset that is gone. */
    dataset: text()
      .notNull()
      .references(() => datasets.key),
    id: text().notNull(),
    /** The pseudonym of a person, or the name of a token. */
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
      .references(() => transactions.sequence, { onDelete: 'cascade' }),
    /** Its place among the documents of the transaction, from 0. */
    position: integer().notNull(),
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

/** Up to where the history of a dataset has been forgotten: what was before can't be told any more. */
export const historyHorizons = lake.table('history_horizon', {
  dataset: text().primaryKey(),
  /** The last transaction that was forgotten, and what is older. */
  sequence: bigint({ mode: 'number' }).notNull(),
  timestamp: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})

/** How each person likes their Studio: layout, sort order, saved queries. Not content: no history. */
export const keyValues = lake.table(
  'key_value',
  {
    /** The person's pseudonym. */
    userId: text('user_id').notNull(),
    key: text().notNull(),
    /** Any JSON; not jsonb, which takes no NUL in strings. */
    value: json().$type<unknown>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.key] })],
)

/** Which pseudonym stands for which person: the one place that ties what is kept to somebody. A person whose rows are gone is forgotten. */
export const authors = lake.table(
  'author',
  {
    /** The id that the host of the lake knows the person by. */
    person: text().notNull(),
    pseudonym: text().primaryKey(),
    /** Whether the person wrote under it before, and does so no more: two who were known apart turned out to be one. */
    isFormer: boolean('is_former').notNull().default(false),
  },
  (table) => [
    uniqueIndex('author_person')
      .on(table.person)
      .where(sql`not is_former`),
  ],
)

/** Tokens of programs. What is kept does not open anything. */
export const tokens = lake.table('token', {
  /** What it is called in history and lists; not secret. */
  id: text().primaryKey(),
  /** SHA-256 of the token, hexadecimal. */
  hash: text().notNull().unique(),
  project: text().notNull(),
  label: text().notNull(),
  role: text().notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  /** To the hour; null if it was never used. */
  lastUsedAt: instant('last_used_at'),
})

/** Roles beside those that are built in. */
export const roles = lake.table('role', {
  name: text().primaryKey(),
  title: text().notNull(),
  description: text().notNull().default(''),
  /** What it allows: GROQ filters with permissions, perhaps in some datasets alone. */
  grants: jsonb().$type<readonly Record<string, unknown>[]>().notNull(),
})

/** Other origins whose pages may use a project from a browser. */
export const origins = lake.table(
  'origin',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    project: text().notNull(),
    /** Such as `https://*.example.org`. */
    origin: text().notNull(),
    /** Whether browsers send cookies and tokens along. */
    allowCredentials: boolean('allow_credentials').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('origin_project').on(table.project, table.origin)],
)

/** Whom to tell of changes. */
export const webhooks = lake.table('webhook', {
  id: text().primaryKey(),
  project: text().notNull(),
  name: text().notNull(),
  description: text(),
  /** The name of a dataset, or `*` for each. */
  dataset: text().notNull(),
  url: text().notNull(),
  httpMethod: text('http_method').notNull(),
  headers: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
  apiVersion: text('api_version').notNull(),
  includeDrafts: boolean('include_drafts').notNull(),
  includeVersions: boolean('include_versions').notNull(),
  /** When, by which filter, and with what. */
  rule: jsonb().$type<{ on: readonly ('create' | 'update' | 'delete')[]; filter: string | null; projection: string | null }>().notNull(),
  /** What messages are signed with; nobody is told it again. */
  secret: text(),
  isDisabled: boolean('is_disabled').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'string' }).notNull(),
  createdBy: text('created_by').notNull(),
  /** The last transaction of which it is not told: it was made after it. */
  since: bigint({ mode: 'number' }).notNull(),
})

/** How far the changes of a dataset have been looked through for webhooks. */
export const webhookPositions = lake.table('webhook_position', {
  dataset: text().primaryKey(),
  sequence: bigint({ mode: 'number' }).notNull(),
  position: integer().notNull(),
})

/** What a webhook is to be told, or was: the outbox. */
export const webhookMessages = lake.table(
  'webhook_message',
  {
    id: text().primaryKey(),
    hookId: text('hook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    dataset: text().notNull(),
    documentId: text('document_id').notNull(),
    operation: text().notNull(),
    transactionId: text('transaction_id').notNull(),
    transactionTime: timestamp('transaction_time', { withTimezone: true, mode: 'string' }).notNull(),
    /** The body, as it is sent. */
    payload: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    status: text().$type<'queued' | 'sending' | 'success' | 'failure'>().notNull(),
    failureCount: integer('failure_count').notNull().default(0),
    resultCode: integer('result_code'),
    /** When it is sent next; while it is being sent, when somebody else may take it up. Null once it is done. */
    dueAt: timestamp('due_at', { withTimezone: true, mode: 'string' }),
  },
  (table) => [index('webhook_message_due').on(table.dueAt), index('webhook_message_hook').on(table.hookId, table.createdAt)],
)

/** Each time that a message was sent. */
export const webhookAttempts = lake.table(
  'webhook_attempt',
  {
    id: text().primaryKey(),
    messageId: text('message_id')
      .notNull()
      .references(() => webhookMessages.id, { onDelete: 'cascade' }),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'string' }).notNull(),
    durationMs: integer('duration_ms').notNull(),
    /** Null where it arrived. */
    failureReason: text('failure_reason').$type<'http' | 'network' | 'timeout' | 'other'>(),
    resultCode: integer('result_code'),
    /** The beginning of the answer. */
    resultBody: text('result_body').notNull(),
  },
  (table) => [index('webhook_attempt_message').on(table.messageId, table.createdAt)],
)

/** The files of assets that this database has had written into the store. Those without a document, after a crash or a refusal, are taken away. */
export const assetFiles = lake.table('asset_file', {
  /** The id of the document that the file belongs to. */
  id: text().primaryKey(),
  writtenAt: timestamp('written_at', { withTimezone: true, mode: 'string' }).notNull(),
})
