// Checks editions that lie here as files, without the site and without a network: `npm run verify -- 3.json 4.json --keys=chancery-keys.json`.
import { readFileSync } from 'node:fs'
import { verifyFiles } from './site/verify-files.ts'

const USAGE = `Usage: npm run verify -- <file>... [--keys=<file>]
A file is that of an edition, from the link "As a signed file (JSON)" on its page. The keys are those of the site that published it, from
<site>/.well-known/chancery-keys.json; without them, only hashes and the chain are checked.`

const words = process.argv.slice(2)
const keysFile = words.findLast((word) => word.startsWith('--keys='))?.slice('--keys='.length)
const files = words.filter((word) => !word.startsWith('--'))

try {
  if (files.length === 0) throw new Error(USAGE)
  const read = (name: string) => ({ name, text: readFileSync(name, 'utf8') })
  const { lines, isGood } = verifyFiles(files.map(read), keysFile === undefined ? null : read(keysFile))
  console.log(lines.join('\n'))
  process.exitCode = isGood ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
