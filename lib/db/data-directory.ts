import { createHash } from 'node:crypto'
import { accessSync, chownSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Environment, StartRefused } from '../env.ts'
import { closedDirectory, serverUser } from './server-user.ts'

/** Where this site keeps what must last. */
export interface DataDirectory {
  readonly path: string
  /** Where PostgreSQL's programs are copied to if its user cannot reach the packages. */
  readonly programsPath: string
  /** Whether the project's own `.data` could not serve, so that the data are elsewhere. */
  readonly isElsewhere: boolean
}

const project = resolve(import.meta.dirname, '../..')

/** The data directory that `settings` and this machine give: DATA_DIR, else `.data` in the project. Root's PostgreSQL runs as another
 *  user, so if the project lies in a directory closed to that one, it is below /var/lib/chancery, by the project's path. Makes nothing. */
export function findDataDirectory(settings: Environment): DataDirectory {
  const elsewhere = join('/var/lib/chancery', createHash('sha256').update(project).digest('hex').slice(0, 16))
  const programsPath = join(elsewhere, 'programs')
  if (settings.DATA_DIR !== undefined) return { path: resolve(settings.DATA_DIR), programsPath, isElsewhere: false }
  const usual = join(project, '.data')
  if (settings.DATABASE_URL !== undefined || isOpen(usual)) return { path: usual, programsPath, isElsewhere: false }
  return { path: join(elsewhere, 'data'), programsPath, isElsewhere: true }
}

/** Makes the data directory at `path`, private to whoever runs the site, or checks that it can be written.
 *  @throws {StartRefused} `data-directory` */
export function makeDataDirectory(path: string): void {
  try {
    if (!existsSync(path)) make(path)
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    if (!statSync(path).isDirectory()) throw new Error('it is not a directory')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : String(error)
    throw new StartRefused(
      'data-directory',
      `The data directory ${path} cannot be used (${why}): let the user who runs the site write there, or set DATA_DIR to another directory.`,
      error,
    )
  }
}

function make(path: string): void {
  // Only root's database server runs as somebody else, who must be able to pass through; what is inside is private by itself.
  const isRoot = process.getuid?.() === 0
  const first = mkdirSync(path, { recursive: true, mode: isRoot ? 0o711 : 0o700 })
  if (!isRoot || first === undefined) return
  const { uid, gid } = statSync(dirname(first))
  for (let at = path; at !== dirname(first); at = dirname(at)) chownSync(at, uid, gid)
}

function isOpen(directory: string): boolean {
  const existing = existsSync(directory) ? directory : project
  const user = serverUser(existing)
  return user === null || closedDirectory(existing, user) === null
}
