import { setTimeout } from 'node:timers/promises'
import type { Pool } from 'pg'

/** So many looks in turn must find nothing under way. */
const LOOKS = 8

/** Resolves when a site that was started does nothing more in its database by itself: jobs catch up with its content for seconds, in transactions of many queries. */
export async function quiet(pool: Pool): Promise<void> {
  for (let found = 0; found < LOOKS; found += 1) {
    const { rowCount } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    )
    if (rowCount !== 0) found = -1
    await setTimeout(150)
  }
}
