import type { Pool } from 'pg'
import { withSiteDatabase } from '#lib/db/site-database.ts'
import { PROJECT } from './lake-settings.ts'

/** What stands behind the name of a command: its words, and the project they are about. */
export interface Words {
  readonly verb: string
  readonly rest: readonly string[]
  readonly project: string
}

/** The words of the terminal, without `--project=<id>`. */
function wordsOf(given: readonly string[]): Words {
  const option = '--project='
  const project = given.findLast((word) => word.startsWith(option))?.slice(option.length) ?? PROJECT
  const [verb = '', ...rest] = given.filter((word) => !word.startsWith(option))
  return { verb, rest, project }
}

/** Runs `work` on the site's database with the words of the terminal, and prints what it returns; what it throws is said in a sentence. */
export async function runCommand(name: string, work: (pool: Pool, words: Words) => Promise<string>): Promise<void> {
  try {
    console.log(await withSiteDatabase(`npm run ${name}`, (pool) => work(pool, wordsOf(process.argv.slice(2)))))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
