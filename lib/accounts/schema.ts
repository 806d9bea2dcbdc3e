import { sql } from 'drizzle-orm'
import { check, doublePrecision, index, pgSchema, primaryKey, smallint, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { users } from '#lib/auth/schema.ts'
import type { FollowKind } from './follow-target.ts'
import type { Pace, Threshold, Weight } from './follow-rule.ts'

/** The Postgres schema that holds what belongs to readers. */
export const accounts = pgSchema('accounts')

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A reader follows something, and how they want to be told of it. */
export const follows = accounts.table(
  'follow',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
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
    /** `_rev` of the published state of a sheet that the reader last read, or that was there when they began to follow. */
    lastReadRevision: text('last_read_revision'),
    lastReadAt: instant('last_read_at').defaultNow(),
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
