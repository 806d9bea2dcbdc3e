import { findChromium } from './testing/chromium.ts'
import { checkCompatibility } from './testing/compatibility.ts'
import { checkRelyingParty } from './testing/relying-party.ts'
import { runPlaywright } from './testing/playwright-tests.ts'
import { runFile } from './testing/program.ts'
import { runStaticChecks } from './testing/static-checks.ts'
import { report, type Tally, totalLine } from './testing/tally.ts'
import { guaranteesOfRun, runVitest } from './testing/vitest-tests.ts'

/** The projects of vitest.config.ts, all of them. */
const PROJECTS = ['unit', 'docs', 'contract', 'integration', 'corpus', 'upgrade', 'durability']

const tallies: Tally[] = []
await run('browser', async () => {
  const chromium = await findChromium()
  console.log(`Chromium: ${chromium.path}, ${chromium.from}`)
  process.env['CHROMIUM'] = chromium.path
  return []
})
await run('static checks', async () => [await runStaticChecks()])
await run('build', async () => [await buildSite()])
await run('vitest', () => runVitest(PROJECTS))
await run('compatibility page', async () => [await checkCompatibility(await guaranteesOfRun('contract'))])
await run('relying-party page', async () => [await checkRelyingParty(await guaranteesOfRun('relying party'))])
await run('playwright', () => runPlaywright(['e2e', 'accessibility']))

console.log(`\n${report(tallies)}`)
console.log(totalLine(tallies))
process.exitCode = tallies.some(({ failed }) => failed > 0) ? 1 : 0

/** One step; if it breaks down altogether, that is one failure and the next step is tried all the same. */
async function run(kind: string, step: () => Promise<readonly Tally[]>) {
  console.log(`\n${kind}…`)
  try {
    tallies.push(...(await step()))
  } catch (error) {
    console.log(error)
    tallies.push({ kind, passed: 0, failed: 1, seconds: 0, notApplicable: [] })
  }
}

async function buildSite(): Promise<Tally> {
  const begin = performance.now()
  const { code, output } = await runFile('scripts/build.ts', [])
  if (code !== 0) console.log(output)
  const [passed, failed] = code === 0 ? [1, 0] : [0, 1]
  return { kind: 'build', passed, failed, seconds: (performance.now() - begin) / 1000, notApplicable: [] }
}
