import { parseArgs } from 'node:util'
import { z } from 'zod'
import { runAlertBench } from '#tests/bench/alerts/run-alert-bench.ts'
import { runFigureBench } from '#tests/bench/figures/run-figure-bench.ts'
import { runMyBench } from '#tests/bench/my/run-my-bench.ts'
import { runBench } from '#tests/bench/run-bench.ts'
import { runSearchBench } from '#tests/bench/search/run-search-bench.ts'

const say = (line: string): void => console.info(line)

/** The parts of it; those of figures and search are run among so many sheets. */
const PARTS = {
  sheet: () => runBench(say),
  figures: (sizes: readonly number[]) => runFigureBench(sizes, say),
  search: (sizes: readonly number[]) => runSearchBench(sizes, say),
  my: () => runMyBench(say),
  alerts: () => runAlertBench(say),
}

const { values } = parseArgs({ options: { only: { type: 'string' }, sheets: { type: 'string', default: '1000,10000,100000' } } })
const sizes = z.array(z.coerce.number().int().min(1000)).safeParse(values.sheets.split(','))
const only = z.enum(['sheet', 'figures', 'search', 'my', 'alerts']).optional().safeParse(values.only)
if (!sizes.success || !only.success) {
  console.error(`Usage: npm run bench -- [--only=${Object.keys(PARTS).join('|')}] [--sheets=1000,10000,100000]`)
  process.exit(1)
}
for (const [name, run] of Object.entries(PARTS)) {
  if (only.data === undefined || only.data === name) await run(sizes.data)
}
