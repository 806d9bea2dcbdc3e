import { writeCompatibility } from './testing/compatibility.ts'
import { guaranteesOfRun, runVitest } from './testing/vitest-tests.ts'

// The page is only written when every contract test passes.
const tallies = await runVitest(['contract'])
if (tallies.some(({ failed }) => failed > 0)) process.exitCode = 1
else await writeCompatibility(await guaranteesOfRun('contract'))
