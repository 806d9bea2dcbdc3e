import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { findDataDirectory } from '#lib/db/data-directory.ts'
import { holdDataDirectory } from '#lib/db/hold.ts'
import { readEnvironment, StartRefused } from '#lib/env.ts'

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
  const { path } = findDataDirectory(settings)
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
    if (!(await isAgreed(path))) return 'Nothing was removed.'
    for (const name of found) rmSync(join(path, name), { recursive: true, force: true })
    return `The data in ${path} are gone. npm start begins anew.`
  } finally {
    hold.release()
  }
}

/** `--yes` answers for scripts; without a terminal to ask on, the answer is no. */
async function isAgreed(path: string): Promise<boolean> {
  if (process.argv.includes('--yes')) return true
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  const question = `This removes every document, picture, account and session in ${path}, for good.\nType "reset" to go on: `
  const answer = await Promise.race([terminal.question(question), closed])
  terminal.close()
  return answer.trim() === 'reset'
}

try {
  console.info(await reset())
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error)
  process.exitCode = 1
}
