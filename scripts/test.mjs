// `npm test`: everything, on a fresh machine. Plain JavaScript, because an older Node (20 or newer) must be able to run it.
import { ensureInstalled } from './install.mjs'
import { runNode } from './node.mjs'

try {
  await ensureInstalled()
  process.exitCode = await runNode(['scripts/test.ts'])
} catch (error) {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}
