// `npm start`, `npm run dev` and `npm run lake`: brings the packages, then runs the site or the lake alone with the Node 24 among them.
// Plain JavaScript, because an older Node (20 or newer) must be able to run it, and nothing is installed yet when it does.
import { readFileSync } from 'node:fs'
import { ensureInstalled } from './install.mjs'
import { runNode } from './node.mjs'

/** The process ids of npm and its shell; of the shell alone where the system does not tell. */
function ancestors() {
  try {
    const afterName = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ').at(-1)
    return `${process.ppid} ${afterName.split(' ')[1]}`
  } catch {
    return String(process.ppid)
  }
}

/** npm passes SIGTERM to its shell alone, which ends without passing it on: a service manager would leave the site running. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const begun = ancestors()
  const watch = setInterval(() => {
    if (ancestors() === begun) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}

try {
  if (Number(process.versions.node.split('.')[0]) < 20) throw new Error(`This needs Node 20 or newer, and this is ${process.version}.`)
  await ensureInstalled()
  endWithNpm()
  const program = process.argv.includes('--lake') ? 'scripts/lake.ts' : 'scripts/serve.ts'
  // The channel tells the site when this process is gone, even by kill -9: then it ends too, instead of holding port and data unseen.
  process.exitCode = await runNode([program, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { NODE_ENV: process.argv.includes('--dev') ? 'development' : 'production' },
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
