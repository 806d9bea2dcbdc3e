// Publishes fact sheets with their versions, or Sanity's documents, from a file: docs/importing.md.
import { parseArgs } from 'node:util'
import { StartRefused } from '#lib/env.ts'
import { ImportRefused } from '#sanity/import/import-problem.ts'

const COMMAND = 'npm run content:import'
const USAGE = `Usage: ${COMMAND} -- FILE [--dry-run] [--yes] [--dataset=NAME]
FILE has a record on each line: docs/importing.md says what they look like. Documents as Sanity exports them are taken too.
  --dry-run   says what it would do, and writes nothing
  --yes       does not ask before it writes`

function order() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, yes: { type: 'boolean' }, dataset: { type: 'string' } },
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new StartRefused('usage', USAGE)
  return { path, isDryRun: values['dry-run'] === true, isAgreed: values.yes === true, dataset: values.dataset }
}

/** What to say of whatever ended the command. */
function sentenceOf(error: unknown): string {
  if (error instanceof StartRefused || error instanceof ImportRefused) return error.message
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) return `${message}\n${USAGE}`
  return `${message}\nThe import was broken off. What was written stays; the same command goes on from there.`
}

try {
  const { dataset, ...asked } = order()
  // Loaded late, because the lake takes a second to load, and how the command is used is to be said at once.
  const [{ importContent }, { withSiteClient }] = await Promise.all([import('./site/import-content.ts'), import('./site/site-client.ts')])
  const isWhole = await withSiteClient(COMMAND, dataset, (client) => importContent(client, asked, console.info))
  process.exitCode = isWhole ? 0 : 1
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}
