// Imports texts of others that lie beside the project, and compares the pages with their sources, word for word.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isBuilt } from './site/build-inputs.ts'
import { runFile } from './testing/program.ts'
import { report, totalLine } from './testing/tally.ts'
import { runVitest } from './testing/vitest-tests.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean' } } })
const [directory] = positionals

if (!isBuilt()) {
  console.info('Building the site…')
  const { code, output } = await runFile('scripts/build.ts', [])
  if (code !== 0) {
    console.info(`${output}\n0 passed, 1 failed`)
    process.exit(1)
  }
}
const tallies = await runVitest(['corpus'], {
  ...(directory !== undefined && { CORPUS_DIRECTORY: resolve(directory) }),
  ...(values.all && { CORPUS_ALL: '1' }),
})
console.info(`\n${report(tallies)}`)
console.info(totalLine(tallies))
process.exitCode = tallies.some(({ failed }) => failed > 0) ? 1 : 0
