import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartRefused } from '../env.ts'
import { lockFile } from './file-lock.ts'

const holderSchema = z.object({
  pid: z.number(),
  /** What the process does, for a sentence such as "The site at http://localhost:3000". */
  what: z.string(),
  /** The embedded database's connection string, for commands beside the running site. */
  databaseUrl: z.string().optional(),
})

/** Who holds a data directory. */
export type Holder = z.infer<typeof holderSchema>

/** A data directory held by this process. */
export interface Hold {
  /** Tells commands beside this process how to reach the database; the file is readable by this user alone. */
  publish(databaseUrl: string): void
  release(): void
}

/** Holds the data directory `path`, so that nobody else starts on it. It is free again when this process ends, however that happens.
 *  @param what what this process is, such as `The site at http://localhost:3000`
 *  @throws {StartRefused} `held`, naming whoever holds it */
export function holdDataDirectory(path: string, what: string): Hold {
  const lock = lockFile(join(path, 'site.lock'))
  if (!lock) {
    const holder = readHolder(path)
    const who = holder ? `${holder.what} (process ${holder.pid})` : 'Another process'
    throw new StartRefused('held', `${who} is using the data in ${path}: stop it first, or set DATA_DIR to another directory.`)
  }
  write(path, { pid: process.pid, what })
  return {
    publish: (databaseUrl) => write(path, { pid: process.pid, what, databaseUrl }),
    release() {
      rmSync(holderFile(path), { force: true })
      lock.release()
    },
  }
}

/** The running process that holds the data directory `path`; null if it is free. */
export function holderOf(path: string): Holder | null {
  if (!existsSync(join(path, 'site.lock'))) return null
  const lock = lockFile(join(path, 'site.lock'))
  if (!lock) return readHolder(path)
  lock.release()
  return null
}

function readHolder(path: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(holderFile(path), 'utf8')))
  } catch {
    // Held, and about to say by whom.
    return null
  }
}

/** Whole or not at all: others read it at any time. */
function write(path: string, holder: Holder): void {
  const unfinished = `${holderFile(path)}.new`
  writeFileSync(unfinished, JSON.stringify(holder), { mode: 0o600 })
  renameSync(unfinished, holderFile(path))
}

function holderFile(path: string): string {
  return join(path, 'site.json')
}
