import { runBench } from '#tests/bench/run-bench.ts'
import { runSearchBench } from '#tests/bench/search/run-search-bench.ts'

const say = (line: string): void => console.info(line)
const given = process.argv.slice(2).map(Number)
if (!given.every((size) => Number.isSafeInteger(size) && size >= 100)) {
  console.error('Give the numbers of sheets to search among, such as: npm run bench -- 1000 10000 100000')
  process.exit(1)
}
// With sizes given, only what they are for.
if (given.length === 0) await runBench(say)
await runSearchBench(given.length > 0 ? given : [1000, 10_000, 100_000], say)
