import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartRefused } from '../env.ts'
import type { Binaries } from './binaries.ts'
import type { ServerUser } from './server-user.ts'

/** The major version of PostgreSQL that the packages bring; a data directory of another one cannot be opened. */
export const postgresMajor = '18'

/** Makes the data directory `cluster` if it is absent, else checks that it is one of this major version. Never changes one that exists.
 *  @throws {StartRefused} `other-major`, `corrupt` or `initdb` */
export function ensureCluster(cluster: string, password: string, binaries: Binaries, user: ServerUser | null): void {
  const versionFile = join(cluster, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const major = readFileSync(versionFile, 'utf8').trim()
    if (major === postgresMajor) return
    throw new StartRefused(
      'other-major',
      `${cluster} was made by PostgreSQL ${major}, and this is PostgreSQL ${postgresMajor}: it was left alone; start the version of the site that made it, or choose another DATA_DIR.`,
    )
  }
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    throw new StartRefused(
      'corrupt',
      `${cluster} is not a whole PostgreSQL data directory (PG_VERSION is missing): it was left alone; restore it from a back-up, or choose another DATA_DIR.`,
    )
  }
  initialise(cluster, password, binaries, user)
}

/** Made beside and then renamed, so that a start interrupted here leaves nothing that looks like a damaged database. */
function initialise(cluster: string, password: string, binaries: Binaries, user: ServerUser | null): void {
  const unfinished = `${cluster}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const passwordFile = `${unfinished}-password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid)
  // The built-in C.UTF-8 orders text the same on every machine, whatever its C library.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8']
  const account = ['--username=chancery', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const made = spawnSync(binaries.initdb, ['-D', unfinished, ...locale, ...account, '--no-instructions'], {
    cwd: '/',
    encoding: 'utf8',
    env: binaries.environment,
    ...user,
  })
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new StartRefused('initdb', `The database could not be made in ${cluster}: ${reason(made.stderr, made.error)}`, made.error)
  }
  // An empty directory in its place is given way to.
  rmSync(cluster, { recursive: true, force: true })
  renameSync(unfinished, cluster)
}

function reason(stderr: string | null, error: Error | undefined): string {
  const last = stderr?.trim().split('\n').at(-1)
  return last || error?.message || 'initdb failed.'
}
