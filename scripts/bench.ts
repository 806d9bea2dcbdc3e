import { runBench } from '#tests/bench/run-bench.ts'

await runBench((line) => console.info(line))
