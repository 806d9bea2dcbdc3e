import { runConformance } from '#tests/conformance/run-conformance.ts'

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error('npm run test:conformance -- FILE: which file? The compiled GROQ suite, groq.ndjson.gz.')
  process.exitCode = 1
} else {
  const failed = await runConformance(file, (line) => console.info(line))
  process.exitCode = failed === 0 ? 0 : 1
}
