// Says what is wrong in the content and what is worth a look: docs/editors.md.
import { parseArgs } from 'node:util'
import { StartRefused } from '#lib/env.ts'
import { describeCheck } from '#sanity/check/describe-check.ts'
import { findEditedInPlace } from '#sanity/check/edited-in-place.ts'
import { readAndCheck } from '#sanity/check/read-and-check.ts'

const COMMAND = 'npm run content:check'
const USAGE = `Usage: ${COMMAND} [-- --json] [--dataset=NAME]
Reads published content and drafts, and writes nothing. Ends with code 1 if there are errors, and with 2 if it could not look.
  --json   all findings as JSON`

function order() {
  try {
    return parseArgs({ options: { json: { type: 'boolean' }, dataset: { type: 'string' } } }).values
  } catch (error) {
    throw new StartRefused('usage', `${error instanceof Error ? error.message : String(error)}\n${USAGE}`, error)
  }
}

try {
  const { json, dataset } = order()
  // Loaded late, because the lake takes a second to load, and how the command is used is to be said at once.
  const { withSiteClient } = await import('./site/site-client.ts')
  const report = await withSiteClient(COMMAND, dataset, async (client) => {
    const { findings, counts } = await readAndCheck(client, new Date().toISOString().slice(0, 10))
    return { findings: [...findings, ...(await findEditedInPlace(client))], counts }
  })
  console.log(json === true ? JSON.stringify(report, null, 2) : describeCheck(report).join('\n'))
  process.exitCode = report.findings.some(({ severity }) => severity === 'error') ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
