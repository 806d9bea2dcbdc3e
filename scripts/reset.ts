import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findDataDirectory } from '#lib/db/data-directory.ts'
import { holdDataDirectory } from '#lib/db/hold.ts'
import { readEnvironment, StartRefused } from '#lib/env.ts'
import { isAgreed } from './site/is-agreed.ts'
import { writtenAssets } from './site/written-assets.ts'

/** What the site keeps in its data directory, and nothing that somebody else may have put beside it. */
const OURS = new Set([
  'database',
  'database.unfinished',
  'database-password',
  'assets',
  'logs',
  'secrets.json',
  'edition-key.pem',
  'demo-provider',
])

/** Empties the data directory after asking, and returns the sentence to print. */
async function reset(): Promise<string> {
  const settings = readEnvironment()
  const data = findDataDirectory(settings)
  const { path } = data
  if (settings.DATABASE_URL !== undefined) {
    throw new StartRefused(
      'reset',
      'DATABASE_URL is set: npm run reset empties the embedded database only. Drop and create your own with its own tools.',
    )
  }
  if (!existsSync(path)) return `There is nothing in ${path} yet.`
  const hold = holdDataDirectory(path, 'npm run reset')
  try {
    const found = readdirSync(path).filter((name) => OURS.has(name))
    if (found.length === 0) return `There is nothing in ${path} yet.`
    const elsewhere = await writtenAssets(settings, data)
    const warning = `This removes every document, picture, account and session in ${path}, for good.`
    // `--yes` answers for scripts.
    if (process.argv.includes('--yes')) {
      if (elsewhere) console.info(elsewhere.said)
    } else if (!(await isAgreed([warning, elsewhere?.said ?? []].flat().join('\n'), 'reset'))) return 'Nothing was removed.'
    // First: once the database is gone, nobody knows what was its own.
    await elsewhere?.remove()
    for (const name of found) rmSync(join(path, name), { recursive: true, force: true })
    return `The data in ${path} are gone. npm start begins anew.`
  } finally {
    hold.release()
  }
}

try {
  console.info(await reset())
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error)
  process.exitCode = 1
}
