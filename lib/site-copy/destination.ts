import { existsSync } from 'node:fs'
import { mkdir, readdir, realpath, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { filesBelow, MADE_AT, MANIFEST, readManifest } from './manifest.ts'

/** Nothing was written, for a reason that the sentence says. */
export class CopyRefused extends Error {
  readonly code = 'copyRefused'
}

/** Keeps others from writing the same copy; null if somebody does. */
export type TakeLock = (path: string) => { release(): void } | null

/** Files that systems leave everywhere. */
const STRAY = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])
const NAMED_MAX = 3

/** A directory in which a copy appears all at once: until then it lies beside it, unfinished. */
export interface CopyDestination {
  /** Where to write. */
  readonly unfinished: string
  /** Puts what was written into its place. */
  finish(): Promise<void>
  /** Lets go; what was not finished is taken away. */
  close(): Promise<void>
}

/** Makes ready to write a copy into `directory`.
 *  @throws {CopyRefused} if something else is in there, or somebody else is at it */
export async function openDestination(directory: string, takeLock: TakeLock): Promise<CopyDestination> {
  const place = await realPlace(resolve(directory))
  const beside = (what: string) => join(dirname(place), `.${basename(place)}.${what}`)
  const [unfinished, earlier] = [beside('unfinished'), beside('earlier')]
  await mkdir(dirname(place), { recursive: true })
  const lockFile = beside('lock')
  const lock = takeLock(lockFile)
  if (!lock) throw new CopyRefused(`Another export to ${place} is under way: wait until it is done.`)
  const close = async () => {
    await rm(unfinished, { recursive: true, force: true })
    await rm(lockFile, { force: true })
    lock.release()
    await rm(`${lockFile}-journal`, { force: true })
  }
  try {
    // A run that was killed between its last two steps left the earlier copy beside its place.
    if (existsSync(earlier) && !existsSync(place)) await rename(earlier, place)
    await rm(earlier, { recursive: true, force: true })
    await requireOurs(place)
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished)
  } catch (error) {
    await close()
    throw error
  }
  return {
    unfinished,
    async finish() {
      // What came in meanwhile is nobody's to lose.
      await requireOurs(place)
      const isThere = existsSync(place)
      if (isThere && (await readdir(place)).length === 0) await rmdir(place)
      else if (isThere) await rename(place, earlier)
      await rename(unfinished, place)
      await rm(earlier, { recursive: true, force: true })
    },
    close,
  }
}

async function realPlace(path: string): Promise<string> {
  return existsSync(path) ? realpath(path) : path
}

/** @throws {CopyRefused} unless there is nothing at `place`, or an earlier copy and nothing else. */
async function requireOurs(place: string): Promise<void> {
  if (!existsSync(place)) return
  if (!(await stat(place)).isDirectory()) throw new CopyRefused(`${place} is a file: name a directory that is empty or not there yet.`)
  if ((await readdir(place)).length === 0) return
  const manifest = await readManifest(place)
  if (!manifest) throw new CopyRefused(`${place} is not empty and holds no earlier export: name another directory, or empty this one.`)
  const own = new Set([MANIFEST, MADE_AT, ...manifest.files.map(({ file }) => file)])
  const others = (await filesBelow(place)).filter((file) => !own.has(file) && !STRAY.has(basename(file)))
  if (others.length === 0) return
  const named = others.slice(0, NAMED_MAX).join(', ')
  const more = others.length > NAMED_MAX ? ` and ${others.length - NAMED_MAX} more` : ''
  throw new CopyRefused(`${place} holds files that are not of the earlier export (${named}${more}): take them elsewhere first.`)
}
