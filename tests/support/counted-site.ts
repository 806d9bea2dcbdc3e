import type { Pool } from 'pg'
import { countQueries } from './counted-database.ts'
import { createDatabase } from './database.ts'
import { indexed } from './indexed.ts'
import { quiet } from './quiet.ts'
import { type Site, startSite } from './site.ts'

/** A site whose queries are counted, on a database of its own. */
export interface CountedSite {
  readonly site: Site
  readonly url: string
  readonly pool: Pool
  /** How many queries the site sent so far. */
  count(): number
  stop(): Promise<void>
}

/** Starts one, and resolves when it has caught up with its content. */
export async function startCountedSite(): Promise<CountedSite> {
  const own = await createDatabase()
  const counted = await countQueries(own.url)
  const site = await startSite({ environment: { DATABASE_URL: counted.url } })
  await indexed(own.pool)
  await quiet(own.pool)
  return {
    site,
    url: own.url,
    pool: own.pool,
    count: () => counted.count(),
    async stop() {
      await site.stop()
      counted.close()
      await own.drop()
    },
  }
}
