import type { Stats } from 'node:fs'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether `error` is the disk's, and not the sender's. */
export function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error
}

/** Whether `error` says that there is no such file. */
export function isAbsent(error: unknown): boolean {
  return isDiskError(error) && error.code === 'ENOENT'
}

/** What the disk knows of the file at `path`; null if there is none. */
export async function statOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path)
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

/** What nobody has touched for so long is not being written any more, here or by another process on the same directory: milliseconds. */
const abandonedAfter = 60 * 60 * 1000

/** Removes the files of `directory` that an earlier process left unfinished, as far as `isUnfinished` knows them by their names. */
export async function removeAbandoned(directory: string, isUnfinished: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!isUnfinished(name)) continue
    const path = join(directory, name)
    const found = await statOf(path)
    if (found && Date.now() - found.mtimeMs > abandonedAfter) await rm(path, { force: true })
  }
}

/** Puts what was written at `path`, a file or the entries of a directory, on the disk itself. */
export async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The bytes of the file at `path` from `start` up to and with `end`. It is opened when the first byte is wanted, so an answer that nobody reads
 *  holds nothing open. */
export function bytesOfFile(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const file = await open(path, 'r')
    try {
      for (let at = start; at <= end;) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(64 * 1024, end - at + 1)), 0, null, at)
        if (bytesRead === 0) throw new Error(`${path} is shorter than it was`)
        at += bytesRead
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      await file.close()
    }
  }
  const source = chunks()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await source.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await source.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
