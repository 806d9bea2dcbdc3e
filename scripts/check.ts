import { runStaticChecks } from './testing/static-checks.ts'
import { totalLine } from './testing/tally.ts'

const tally = await runStaticChecks()
console.log(totalLine([tally]))
process.exitCode = tally.failed > 0 ? 1 : 0
