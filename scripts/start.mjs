// `npm start` and `npm run dev`: brings the packages, then runs the site with the Node 24 among them.
// Plain JavaScript, because an older Node (20 or newer) must be able to run it, and nothing is installed yet when it does.
import { ensureInstalled } from './install.mjs'
import { runNode } from './node.mjs'

try {
  if (Number(process.versions.node.split('.')[0]) < 20) throw new Error(`This needs Node 20 or newer, and this is ${process.version}.`)
  await ensureInstalled()
  // The channel tells the site when this process is gone, even by kill -9: then it ends too, instead of holding port and data unseen.
  process.exitCode = await runNode(['scripts/serve.ts', ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { NODE_ENV: process.argv.includes('--dev') ? 'development' : 'production' },
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
