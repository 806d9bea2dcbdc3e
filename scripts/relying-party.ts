import { writeRelyingParty } from './testing/relying-party.ts'
import { guaranteesOfRun, runVitest } from './testing/vitest-tests.ts'

// The page is only written when every one of these tests passes.
const tallies = await runVitest(['integration'], {}, ['tests/integration/relying-party-', 'tests/integration/named-issuer'])
if (tallies.some(({ failed }) => failed > 0)) process.exitCode = 1
else await writeRelyingParty(await guaranteesOfRun('relying party'))
