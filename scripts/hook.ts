import { withSiteDatabase } from '#lib/db/site-database.ts'
import { hookCommand } from './site/hook-command.ts'

try {
  console.info(await withSiteDatabase('npm run hook', (pool) => hookCommand(pool, process.argv.slice(2))))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
