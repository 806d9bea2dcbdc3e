import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockFile } from '#lib/db/file-lock.ts'
import { StartRefused } from '#lib/env.ts'
import { isBuilt } from './build-inputs.ts'

const root = join(import.meta.dirname, '../..')
const directory = join(root, '.build')
const log = join(directory, 'build.log')

/** Builds the site if what it is made from has changed since the last build. Its own words go to a log, shown if it fails.
 *  @throws {StartRefused} `build` */
export async function buildOnce(say: (line: string) => void, signal: AbortSignal): Promise<void> {
  if (isBuilt()) return
  mkdirSync(directory, { recursive: true })
  const lock = lockFile(join(directory, 'build.lock'))
  if (!lock) throw new StartRefused('build', 'Another process is building the site just now: start again when it is done.')
  say('Building the site (about a minute, and only when something changed)…')
  try {
    const code = await runBuild(signal)
    if (code !== 0) throw new StartRefused('build', `The site could not be built (${log}):\n${readFileSync(log, 'utf8').slice(-4000)}`)
  } finally {
    lock.release()
  }
}

/** The build starts programs of its own: they are a group, so that all of them end when the start is broken off. */
function runBuild(signal: AbortSignal): Promise<number | null> {
  signal.throwIfAborted()
  const output = openSync(log, 'w')
  const child = spawn(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root, stdio: ['ignore', output, output], detached: true })
  closeSync(output)
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
  }
  signal.addEventListener('abort', end, { once: true })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
}
