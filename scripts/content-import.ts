// Publishes fact sheets with their versions, or Sanity's documents, from a file: docs/importing.md.
import { parseArgs } from 'node:util'
import { StartRefused } from '#lib/env.ts'
import { importContent, importFailure } from './site/import-content.ts'
import { withSiteClient } from './site/site-client.ts'

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

try {
  const { dataset, ...asked } = order()
  const isWhole = await withSiteClient(COMMAND, dataset, (client) => importContent(client, asked, console.info))
  process.exitCode = isWhole ? 0 : 1
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  console.error(isUsage ? `${error.message}\n${USAGE}` : error instanceof StartRefused ? error.message : importFailure(error))
  process.exitCode = 1
}
