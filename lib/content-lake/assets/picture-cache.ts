import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import { isDiskError, removeAbandoned, statOf } from './stores/disk.ts'
import { storeAway } from './stores/asset-store.ts'
import { httpError } from '../errors.ts'

const bound = 512 * 1024 * 1024
const atOnce = 2
const mostWaiting = 64

/** A transformed picture on disk. */
export interface Picture {
  readonly path: string
  readonly size: number
}

/** Transformed pictures, kept on disk within a bound, the least used thrown away first; two are made at once, and each only once however
 *  many ask for it. A picture can be made anew at any time, so none of them needs to outlive a crash. */
export class PictureCache {
  readonly #directory: string
  readonly #kept: LRUCache<string, number>
  readonly #making = new Map<string, Promise<Picture>>()
  readonly #waiting: (() => void)[] = []
  #busy = 0
  readonly #ready: Promise<void>

  constructor(directory: string, bytes = bound) {
    this.#directory = join(directory, 'pictures')
    this.#kept = new LRUCache({
      maxSize: bytes,
      sizeCalculation: (size) => Math.max(1, size),
      dispose: (_size, key, reason) => {
        if (reason !== 'set')
          rm(this.#path(key), { force: true }).catch((error: unknown) => console.error('A picture could not be thrown away:', error))
      },
    })
    this.#ready = this.#load()
    this.#ready.catch(() => undefined)
  }

  /** Knows again what an earlier run has made, the last used last. */
  async #load(): Promise<void> {
    await mkdir(this.#directory, { recursive: true })
    const found: { key: string; size: number; time: number }[] = []
    await removeAbandoned(this.#directory, (name) => name.endsWith('.part'))
    for (const name of await readdir(this.#directory)) {
      if (name.endsWith('.part')) continue
      const known = await statOf(this.#path(name))
      // A machine that lost power may leave a file empty.
      if (known?.size === 0) await rm(this.#path(name), { force: true })
      else if (known) found.push({ key: name, size: known.size, time: known.atimeMs })
    }
    for (const { key, size } of found.toSorted((one, other) => one.time - other.time)) this.#kept.set(key, size)
  }

  #path(key: string): string {
    return join(this.#directory, key)
  }

  /** The picture called `key`, made by `make` if it is not there. `key` begins with the name of the asset.
   *  @throws {LakeError} 503 when too many are waiting to be made, or the disk fails */
  async get(key: string, make: () => Promise<Buffer>): Promise<Picture> {
    try {
      return await this.#get(key, make)
    } catch (error) {
      throw isDiskError(error) ? storeAway(error) : error
    }
  }

  async #get(key: string, make: () => Promise<Buffer>): Promise<Picture> {
    await this.#ready
    const size = this.#kept.get(key)
    // Another process on the same directory may have thrown it away.
    if (size !== undefined && (await statOf(this.#path(key)))) return { path: this.#path(key), size }
    const making = this.#making.get(key) ?? this.#make(key, make).finally(() => this.#making.delete(key))
    this.#making.set(key, making)
    return making
  }

  /** Throws away every picture made from the asset `name`. */
  async forget(name: string): Promise<void> {
    await this.#ready
    for (const key of this.#kept.keys()) if (key.startsWith(name)) this.#kept.delete(key)
  }

  async #make(key: string, make: () => Promise<Buffer>): Promise<Picture> {
    await this.#turn()
    const part = this.#path(`${randomUUID()}.part`)
    try {
      const bytes = await make()
      await writeFile(part, bytes, { flush: true })
      await rename(part, this.#path(key))
      this.#kept.set(key, bytes.length)
      return { path: this.#path(key), size: bytes.length }
    } catch (error) {
      // A full disk is not to be filled further with what came of trying.
      await rm(part, { force: true })
      throw error
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#busy -= 1
    }
  }

  /** Resolves when there is room to work; the room is handed on by whoever had it. */
  async #turn(): Promise<void> {
    if (this.#busy < atOnce) {
      this.#busy += 1
      return
    }
    if (this.#waiting.length >= mostWaiting)
      throw httpError(503, 'Too many pictures are being made; ask again', { headers: { 'retry-after': '2' } })
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }
}
