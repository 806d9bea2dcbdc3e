import { drizzle } from 'drizzle-orm/node-postgres'
import { fanOut } from '#lib/alerts/fan-out.ts'
import { recordNews } from '#lib/alerts/record-news.ts'
import { EDITION_JOB } from './edition-job.ts'
import type { Job } from './job.ts'
import { searchJob } from './search-job.ts'

/** Tells everybody of what they follow, once the editions of a transaction are made and what is found is known. */
export const alertJob: Job = {
  name: 'alerts',
  // It goes by editions, which are made already, and not by documents.
  types: [],
  behind: [EDITION_JOB, searchJob.name],
  async run(client, { sequence }) {
    for (const news of await recordNews(drizzle(client), sequence)) await fanOut(client, news)
  },
  /** What was published before anybody could be told is no news. */
  async build() {},
}
