import { users } from '#lib/auth/schema.ts'
import { index, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

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
