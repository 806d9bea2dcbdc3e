import { type ChildProcess, spawn } from 'node:child_process'
import type { Binaries } from './binaries.ts'
import type { BoundedLog } from './bounded-log.ts'
import type { ServerUser } from './server-user.ts'

/** One running `postgres`. */
export interface ServerProcess {
  readonly pid: number
  /** Settles when the process has ended, with its last words. */
  readonly ended: Promise<void>
  /** Fast shutdown: connections are ended, nothing committed is lost. */
  stop(): Promise<void>
}

export interface ServerProcessSettings {
  readonly binaries: Binaries
  readonly cluster: string
  readonly user: ServerUser | null
  readonly configuration: Readonly<Record<string, string>>
  readonly log: BoundedLog
}

// The shell becomes postgres. Before that it leaves a watcher behind, twice forked so that postgres does not find a child it never
// made: it reads from us, and when that ends without a word, because we were killed with -9, it asks postgres to stop.
const startWatched = `exec 3<&0
( ( read -r word <&3 || kill -INT $$ ) >/dev/null 2>&1 & )
exec "$@" </dev/null 3<&-`

/** Starts `postgres` and resolves once it takes connections.
 *  @throws {Error} with PostgreSQL's own last words if it ends before that. */
export async function startServerProcess(settings: ServerProcessSettings): Promise<ServerProcess> {
  const { binaries, cluster, user, log } = settings
  const options = Object.entries(settings.configuration).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [binaries.postgres, '-D', cluster, ...options]
  // A group of its own: Ctrl-C in the terminal must reach the site alone, which ends the database last.
  const child = spawn('/bin/sh', ['-c', startWatched, 'sh', ...command], {
    cwd: '/',
    detached: true,
    stdio: 'pipe',
    env: binaries.environment,
    ...user,
  })
  child.stdin.on('error', () => {})
  // Not `close`: processes of a killed server hold its output open until they notice that it is gone.
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => child.stdin.end('ended\n'))
  await ready(child, log)
  return { pid: child.pid ?? 0, ended, stop: () => stop(child, ended) }
}

function ready(child: ChildProcess, log: BoundedLog): Promise<void> {
  return new Promise((resolve, reject) => {
    let words = ''
    const hear = (chunk: Buffer): void => {
      const text = chunk.toString()
      log.write(text)
      words = (words + text).slice(-4000)
      if (words.includes('database system is ready to accept connections')) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', reject)
    child.once('close', () => reject(new Error(lastWords(words))))
  })
}

/** PostgreSQL says the reason in a FATAL or PANIC line, and afterwards how it stopped. */
function lastWords(text: string): string {
  const lines = text.trim().split('\n')
  return (
    lines.findLast((line) => /\b(FATAL|PANIC)\b/.test(line))?.replace(/^.*?\b(FATAL|PANIC):\s*/, '') ??
    lines.at(-1) ??
    'it ended without a word.'
  )
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT')
  // Immediate shutdown keeps every commit too: the next start replays the log.
  const impatient = setTimeout(() => child.kill('SIGQUIT'), 10_000)
  await ended
  clearTimeout(impatient)
}
