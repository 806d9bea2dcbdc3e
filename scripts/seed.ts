// Brings the content that comes with this version into a site that is not running. A site does the same whenever it starts.
import { createLake } from '#lib/content-lake/server.ts'
import { findDataDirectory } from '#lib/db/data-directory.ts'
import { holderOf } from '#lib/db/hold.ts'
import { withSiteDatabase } from '#lib/db/site-database.ts'
import { environment, StartRefused } from '#lib/env.ts'
import { lakePlace, lakeSettings, makeTokens } from './site/lake-settings.ts'
import { seedLake } from './site/seed-lake.ts'

/** What was done, as lines to print.
 *  @throws {StartRefused} if the site runs on these data: it would not learn of what is written beside it */
async function seed(): Promise<readonly string[]> {
  const settings = environment()
  const { path } = findDataDirectory(settings)
  const running = holderOf(path)
  if (running) throw new StartRefused('held', `${running.what} is running: it brings its content in when it starts, so restart it instead.`)
  return await withSiteDatabase('npm run content:seed', async (pool) => {
    const tokens = makeTokens()
    const lake = await createLake(lakeSettings(await lakePlace(pool, path, settings), tokens))
    try {
      return await seedLake(lake, tokens.administrator)
    } finally {
      await lake.close()
    }
  })
}

try {
  const lines = await seed()
  console.log(lines.length > 0 ? lines.join('\n') : 'Content: everything is there already.')
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error)
  process.exitCode = 1
}
