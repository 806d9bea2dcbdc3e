import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { httpError, LakeError } from '../errors.ts'
import { storeAway } from './stores/asset-store.ts'
import { isDiskError, removeAbandoned } from './stores/disk.ts'

/** Something that came in and is not kept yet. */
export interface Received {
  readonly path: string
  readonly size: number
  /** Hexadecimal. */
  readonly sha1: string
}

/** Uploads on their way in: in files of this machine, from where they go into the store. */
export class Incoming {
  readonly #directory: string
  readonly #ready: Promise<void>

  constructor(directory: string) {
    this.#directory = join(directory, 'incoming')
    this.#ready = this.#prepare()
    // Whoever needs the directory hears of it; nobody else.
    this.#ready.catch(() => undefined)
  }

  async #prepare(): Promise<void> {
    await mkdir(this.#directory, { recursive: true })
    await removeAbandoned(this.#directory, () => true)
  }

  /** Takes the body of `request` to the disk as it comes, refused as soon as more than `limit` bytes have come.
   *  @throws {LakeError} 413 for too much, 400 for a body that is empty or was cut, 503 when the disk fails */
  async receive(request: Request, limit: number): Promise<Received> {
    const tooLarge = (): LakeError => httpError(413, `The file is larger than the ${limit} bytes allowed here`)
    if (Number(request.headers.get('content-length') ?? 0) > limit) {
      await request.body?.cancel()
      throw tooLarge()
    }
    if (!request.body) throw httpError(400, 'The body must be the file itself; there is none')
    const path = join(this.#directory, randomUUID())
    const hash = createHash('sha1')
    let size = 0
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length
        hash.update(chunk)
        if (size > limit) done(tooLarge())
        else done(null, chunk)
      },
    })
    try {
      await this.#ready
      await pipeline(request.body, count, createWriteStream(path, { flush: true }))
      if (size === 0) throw httpError(400, 'The body must be the file itself; it is empty')
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined)
      if (error instanceof LakeError) throw error
      throw isDiskError(error) ? storeAway(error) : httpError(400, 'The file ended before it was whole', { cause: error })
    }
    return { path, size, sha1: hash.digest('hex') }
  }

  /** The whole of what came in. */
  async read(received: Received): Promise<Buffer> {
    return readFile(received.path)
  }

  /** Puts `bytes` in the place of what came in. */
  async replace(received: Received, bytes: Uint8Array): Promise<Received> {
    try {
      await writeFile(received.path, bytes, { flush: true })
    } catch (error) {
      throw isDiskError(error) ? storeAway(error) : error
    }
    return { path: received.path, size: bytes.length, sha1: createHash('sha1').update(bytes).digest('hex') }
  }

  /** Throws away what came in: what was kept of it lies in the store. */
  async discard(received: Received): Promise<void> {
    await rm(received.path, { force: true })
  }
}
