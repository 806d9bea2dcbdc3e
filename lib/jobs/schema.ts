import { bigint, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core'

/** The Postgres schema of what is done after each transaction of the lake. */
export const jobs = pgSchema('jobs')

/** How far each job has come. Its row is locked while it goes on, so that one process at a time does. */
export const cursors = jobs.table(
  'cursor',
  {
    job: text().notNull(),
    /** The key of the dataset. */
    dataset: text().notNull(),
    /** The last transaction that it has dealt with. */
    sequence: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.job, table.dataset] })],
)
