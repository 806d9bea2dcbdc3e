import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartRefused } from '../env.ts'
import type { ServerUser } from './server-user.ts'
import { closedDirectory } from './server-user.ts'

// sun_path holds 107 bytes on Linux and 103 on macOS; PostgreSQL adds its file's name.
const directoryBytesMax = 103 - '/.s.PGSQL.5432.lock'.length

/** A private directory for the socket of the PostgreSQL on `cluster`, made anew and empty: short, and always the same for one data directory.
 *  @throws {StartRefused} `socket-directory` if somebody else's file has that name. */
export function makeSocketDirectory(cluster: string, user: ServerUser | null): string {
  const name = `chancery-${createHash('sha256').update(realpathSync(cluster)).digest('hex').slice(0, 16)}`
  const own = join(tmpdir(), name)
  const suits = Buffer.byteLength(own) <= directoryBytesMax && (!user || closedDirectory(tmpdir(), user) === null)
  const directory = suits ? own : join('/tmp', name)
  refuseStranger(directory, user)
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { mode: 0o700 })
  chmodSync(directory, 0o700)
  if (user) chownSync(directory, user.uid, user.gid)
  return directory
}

/** The temporary directory is everybody's: what has our name must be ours. */
function refuseStranger(directory: string, user: ServerUser | null): void {
  const found = lstatSync(directory, { throwIfNoEntry: false })
  if (!found) return
  const owners = [process.getuid?.(), user?.uid]
  if (found.isDirectory() && owners.includes(found.uid)) return
  throw new StartRefused(
    'socket-directory',
    `${directory} belongs to somebody else, and the database needs that name: remove it, or set TMPDIR to a directory of your own.`,
  )
}
