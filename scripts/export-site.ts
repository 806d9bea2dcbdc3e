// Writes the whole public site as files that need no server: docs/exporting.md.
import { parseArgs } from 'node:util'
import { StartRefused } from '#lib/env.ts'
import { CopyFailed } from '#lib/site-copy/crawl.ts'
import { CopyRefused } from '#lib/site-copy/destination.ts'

const COMMAND = 'npm run export:site'
const USAGE = `Usage: ${COMMAND} -- --to DIR
Writes the public site with its data and editions into DIR, as files that a browser opens without a server. DIR is empty, not there yet, or holds
an earlier export, which is replaced when the new one is whole.`

function order(): string {
  try {
    const { to } = parseArgs({ options: { to: { type: 'string' } } }).values
    if (to !== undefined && to.trim() !== '') return to
  } catch (error) {
    throw new StartRefused('usage', `${error instanceof Error ? error.message : String(error)}\n${USAGE}`, error)
  }
  throw new StartRefused('usage', USAGE)
}

function isTold(error: unknown): error is Error {
  return error instanceof StartRefused || error instanceof CopyRefused || error instanceof CopyFailed
}

let code = 0
try {
  const directory = order()
  // What is loaded next asks for it once.
  Object.assign(process.env, { NODE_ENV: 'production' })
  // Loaded late, because Next and the lake take a second to load, and how the command is used is to be said at once.
  const { exportSite } = await import('./site/export-site.ts')
  await exportSite(COMMAND, directory, console.info)
} catch (error) {
  console.error(isTold(error) ? error.message : error)
  code = error instanceof StartRefused && error.code === 'usage' ? 2 : 1
}
// Next leaves timers behind that would keep the process.
process.exit(code)
