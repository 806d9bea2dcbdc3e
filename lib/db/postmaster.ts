import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { StartRefused } from '../env.ts'

/** Ends a PostgreSQL that still runs on the data directory `cluster` though the site that started it is gone (killed with -9), and
 *  removes a `postmaster.pid` whose process id has since been given to another program, by which PostgreSQL would be deceived.
 *  Only for whoever holds the data directory.
 *  @throws {StartRefused} `orphan` if it does not end. */
export async function endOrphan(cluster: string): Promise<void> {
  const pid = runningPostmaster(cluster)
  if (pid === null) {
    endLeftBehind(cluster)
    // Where they can't be ended, PostgreSQL itself finds the processes that still hold its memory, without this file.
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    return
  }
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    send(pid, signal)
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 10) {
      if (runningPostmaster(cluster) !== pid) return
      await setTimeout(10)
    }
  }
  throw new StartRefused(
    'orphan',
    `A PostgreSQL of an earlier start (process ${pid}) still holds ${cluster} and does not end: end it, then start again.`,
  )
}

/** Ends the processes that a killed PostgreSQL left behind on `cluster`: busy ones notice late that it is gone, and until then none can be
 *  started there. What they had committed is kept. Only for whoever holds the data directory and knows that the server is dead.
 *  Does nothing where processes can't be found by their directory: there they end by themselves. */
export function endLeftBehind(cluster: string): void {
  if (process.platform !== 'linux') return
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (Number.isInteger(pid) && pid > 1 && isPostgresOn(pid, cluster)) send(pid, 'SIGKILL')
  }
}

/** The process id of a PostgreSQL running on `cluster`, by its `postmaster.pid`; null if the file is absent or stale. */
export function runningPostmaster(cluster: string): number | null {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1) return null
  return isPostgresOn(pid, cluster) ? pid : null
}

/** Whether process `pid` is a PostgreSQL working in `cluster`: a process id may have been given to another since. */
function isPostgresOn(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0)
    if (process.platform === 'linux') {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      if (!/^Name:\s+postgres$/m.test(status) || /^State:\s+Z/m.test(status)) return false
      const cwd = readlinkSync(`/proc/${pid}/cwd`)
      return sameDirectory(cwd, cluster)
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(resolve(cluster))
  } catch {
    return false
  }
}

function sameDirectory(one: string, other: string): boolean {
  const [a, b] = [statSync(one), statSync(other)]
  return a.dev === b.dev && a.ino === b.ino
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended in between.
  }
}
