import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { StartRefused } from '../env.ts'

/** The system user that PostgreSQL runs as. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/** Who PostgreSQL must run as, since it refuses to run as root: the owner of the database in `directory`, or of `directory` itself
 *  (which exists), else `nobody`. Null if this process is not root's: then it runs as this process does. */
export function serverUser(directory: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  const { uid, gid } = statSync(join(directory, 'database'), { throwIfNoEntry: false }) ?? statSync(directory)
  // initdb looks its user up by name, so an owner without an entry does not serve.
  if (uid !== 0 && passwordEntry((fields) => Number(fields[2]) === uid)) return { uid, gid }
  const nobody = passwordEntry((fields) => fields[0] === 'nobody')
  if (!nobody) {
    throw new StartRefused(
      'no-server-user',
      'PostgreSQL does not run as root, and this machine has no user "nobody": run the site as another user, or set DATABASE_URL.',
    )
  }
  return { uid: Number(nobody[2]), gid: Number(nobody[3]) }
}

/** The uppermost directory on the way to `path` that `user` may not enter; null if the whole way is open. */
export function closedDirectory(path: string, user: ServerUser): string | null {
  const way: string[] = []
  for (let at = resolve(path); ; at = dirname(at)) {
    way.unshift(at)
    if (at === dirname(at)) break
  }
  // Asked of the system as that user, because modes alone do not tell: there may be access lists and user namespaces.
  const script = 'for d in "$@"; do [ -x "$d" ] || { printf %s "$d"; exit 3; }; done'
  const answer = spawnSync('/bin/sh', ['-c', script, 'sh', ...way], { cwd: '/', encoding: 'utf8', ...user })
  if (answer.error) {
    throw new StartRefused(
      'no-server-user',
      'PostgreSQL does not run as root, and this process may not start it as another user: run the site as another user, or set DATABASE_URL.',
      answer.error,
    )
  }
  return answer.status === 0 ? null : answer.stdout
}

function passwordEntry(matches: (fields: string[]) => boolean): string[] | undefined {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields.length > 3 && matches(fields))
}
