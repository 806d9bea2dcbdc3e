// Runs its arguments with the Node 24 that the lock file brings: `node scripts/node.mjs scripts/settings.ts`.
// Plain JavaScript, because an older Node (20 or newer) must be able to run it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The path of a Node 24: the package for this platform, else the running one if it is new enough. */
export function findNode() {
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const name of [`node-${platform}`, `node-bin-${platform}`]) {
    const path = join(root, 'node_modules', name, 'bin', file)
    if (existsSync(path)) return path
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(`No Node 24 for ${platform} among the installed packages: install Node 24 or newer yourself, then run this again.`)
}

/** Runs Node 24 with `args`, passes signals on, and resolves to its exit code. */
export function runNode(args, options = {}) {
  const node = findNode()
  const child = spawn(node, args, {
    cwd: root,
    stdio: 'inherit',
    ...options,
    env: { NEXT_TELEMETRY_DISABLED: '1', ...process.env, ...options.env, PATH: dirname(node) + delimiter + process.env.PATH },
  })
  const pass = (signal) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await runNode(process.argv.slice(2))
}
