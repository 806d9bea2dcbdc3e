import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { storeMark } from './store-mark.ts'
import { type AssetStore, placeOf, storeAway } from './asset-store.ts'
import { bytesOfFile, isAbsent, isDiskError, removeAbandoned, statOf, syncToDisk } from './disk.ts'

/** Keeps files in a directory, which several processes may share: `originals/<2 letters>/<sha1>…`. What is half written stays in `incoming`,
 *  from where a later start takes away what was abandoned. */
export class DirectoryStore implements AssetStore {
  readonly #directory: string
  #prepared: Promise<void> | undefined

  constructor(directory: string) {
    this.#directory = directory
  }

  async mark(): Promise<string> {
    return guarded(() => storeMark(this.#directory))
  }

  async put(name: string, path: string): Promise<void> {
    await guarded(async () => {
      await this.#prepare()
      const place = this.#path(name)
      const half = join(this.#directory, 'incoming', randomUUID())
      try {
        await copy(path, half)
        await syncToDisk(half)
        await mkdir(dirname(place), { recursive: true })
        await rename(half, place)
      } finally {
        await rm(half, { force: true })
      }
      await syncToDisk(dirname(place))
      await syncToDisk(join(this.#directory, 'originals'))
    })
  }

  async size(name: string): Promise<number | null> {
    return guarded(async () => (await statOf(this.#path(name)))?.size ?? null)
  }

  async read(name: string, start: number, end: number): Promise<ReadableStream<Uint8Array> | null> {
    return (await this.size(name)) === null ? null : bytesOfFile(this.#path(name), start, end)
  }

  async remove(name: string): Promise<void> {
    await guarded(async () => {
      await rm(this.#path(name), { force: true })
      await syncToDisk(dirname(this.#path(name))).catch((error: unknown) => {
        // Nothing was ever kept in that folder.
        if (!isAbsent(error)) throw error
      })
    })
  }

  #path(name: string): string {
    return join(this.#directory, placeOf(name))
  }

  async #prepare(): Promise<void> {
    this.#prepared ??= this.#makeFolders().catch((error: unknown) => {
      // The next write tries again: the disk may be there then.
      this.#prepared = undefined
      throw error
    })
    return this.#prepared
  }

  async #makeFolders(): Promise<void> {
    const incoming = join(this.#directory, 'incoming')
    await mkdir(incoming, { recursive: true })
    await mkdir(join(this.#directory, 'originals'), { recursive: true })
    await removeAbandoned(incoming, () => true)
  }
}

/** A second name for the file costs nothing; on another disk, or one that knows no second names, it is copied. */
async function copy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (!isDiskError(error) || error.code === 'ENOENT') throw error
    await copyFile(from, to)
  }
}

async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw isDiskError(error) ? storeAway(error) : error
  }
}
