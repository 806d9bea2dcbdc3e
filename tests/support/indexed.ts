import { setTimeout } from 'node:timers/promises'
import type { Pool } from 'pg'
import { searchJob } from '#lib/jobs/search-job.ts'

/** Resolves when the search index is made, which a start leaves to be done beside its work, and a publish waits for a moment. */
export async function indexed(pool: Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query('select from jobs.cursor where job = $1', [searchJob.name])
    if (rowCount === 1) return
    await setTimeout(200)
  }
}
