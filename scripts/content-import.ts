// Publishes fact sheets with their versions, or Sanity's documents, from a file: docs/importing.md.
import { parseArgs } from 'node:util'
import { StartRefused } from '#lib/env.ts'
import { ImportRefused } from '#sanity/import/import-problem.ts'
import { SEPARATORS } from '#sanity/import/read-table.ts'
import { DECIMALS } from '#sanity/import/table-numbers.ts'
import { ENCODINGS } from '#sanity/import/table-text.ts'

const COMMAND = 'npm run content:import'
const USAGE = `Usage: ${COMMAND} -- FILE [--dry-run] [--yes] [--dataset=NAME]
                                        [--encoding=NAME] [--separator=NAME] [--decimal=NAME]
FILE has a record on each line: docs/importing.md says what they look like. Documents as Sanity exports them are taken too.
  --dry-run   says what it would do, and writes nothing
  --yes       does not ask before it writes
A table of figures (.csv, .tsv) is taken too, and how it is written is found out, or said:
  --encoding  ${ENCODINGS.join(', ')}
  --separator ${Object.keys(SEPARATORS).join(', ')}
  --decimal   ${DECIMALS.join(', ')}`

function order() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean' },
      yes: { type: 'boolean' },
      dataset: { type: 'string' },
      encoding: { type: 'string' },
      separator: { type: 'string' },
      decimal: { type: 'string' },
    },
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new StartRefused('usage', USAGE)
  const table = {
    encoding: oneOf(ENCODINGS, 'encoding', values.encoding),
    separator: oneOf(['comma', 'semicolon', 'tab'] as const, 'separator', values.separator),
    decimal: oneOf(DECIMALS, 'decimal', values.decimal),
  }
  return { path, table, isDryRun: values['dry-run'] === true, isAgreed: values.yes === true, dataset: values.dataset }
}

function oneOf<Choice extends string>(choices: readonly Choice[], option: string, given: string | undefined): Choice | undefined {
  const found = choices.find((choice) => choice === given)
  if (given !== undefined && found === undefined)
    throw new StartRefused('usage', `--${option} must be one of ${choices.join(', ')}.\n${USAGE}`)
  return found
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
