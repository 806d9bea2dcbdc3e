import { runLakeBench } from '#tests/bench/lake/run-lake-bench.ts'

const given = process.argv.slice(2).map(Number)
if (!given.every((size) => Number.isSafeInteger(size) && size >= 100)) {
  console.error('Give the numbers of documents, such as: npm run bench:lake -- 1000 10000 100000')
  process.exit(1)
}
await runLakeBench(given.length > 0 ? given : [1000, 10_000, 100_000], (line) => console.info(line))
