import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, type Stats } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { httpError, LakeError } from '../errors.ts'

/** Something that came in and is not kept yet. */
export interface Received {
  readonly path: string
  readonly size: number
  /** Hexadecimal. */
  readonly sha1: string
}

/** What the disk knows of the file at `path`; null if there is none. */
export async function statOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path)
  } catch (error) {
    if (isDiskError(error) && error.code === 'ENOENT') return null
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

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/** The uploaded files of a lake, on disk, named by what is in them: `originals/<2 letters>/<sha1>…`. What is half written stays in
 *  `incoming`, from where the next start takes away what was abandoned. */
export class AssetFiles {
  readonly #directory: string
  readonly #ready: Promise<void>

  constructor(directory: string) {
    this.#directory = directory
    this.#ready = this.#prepare()
    // Whoever needs the directory hears of it; nobody else.
    this.#ready.catch(() => undefined)
  }

  async #prepare(): Promise<void> {
    const incoming = join(this.#directory, 'incoming')
    await mkdir(incoming, { recursive: true })
    await mkdir(join(this.#directory, 'originals'), { recursive: true })
    await removeAbandoned(incoming, () => true)
  }

  /** Takes the body of `request` to the disk as it comes, refused as soon as more than `limit` bytes have come.
   *  @throws {LakeError} 413 for too much, 400 for a body that is empty or was cut */
  async receive(request: Request, limit: number): Promise<Received> {
    await this.#ready
    const tooLarge = (): LakeError => httpError(413, `The file is larger than the ${limit} bytes allowed here`)
    if (Number(request.headers.get('content-length') ?? 0) > limit) {
      await request.body?.cancel()
      throw tooLarge()
    }
    if (!request.body) throw httpError(400, 'The body must be the file itself; there is none')
    const path = join(this.#directory, 'incoming', randomUUID())
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
      await pipeline(request.body, count, createWriteStream(path, { flush: true }))
      if (size === 0) throw httpError(400, 'The body must be the file itself; it is empty')
    } catch (error) {
      await rm(path, { force: true })
      if (error instanceof LakeError || isDiskError(error)) throw error
      throw httpError(400, 'The file ended before it was whole', { cause: error })
    }
    return { path, size, sha1: hash.digest('hex') }
  }

  /** The whole of what came in. */
  async read(received: Received): Promise<Buffer> {
    return readFile(received.path)
  }

  /** Keeps what came in under `name`; it is on disk when this resolves, whatever happens to the machine then. */
  async keep(received: Received, name: string): Promise<void> {
    await mkdir(this.#folder(name), { recursive: true })
    await rename(received.path, this.path(name))
    await syncDirectory(this.#folder(name))
    await syncDirectory(join(this.#directory, 'originals'))
  }

  /** Keeps `bytes` under `name`, as `keep` does. */
  async write(bytes: Uint8Array, name: string): Promise<void> {
    await this.#ready
    const path = join(this.#directory, 'incoming', randomUUID())
    try {
      const file = await open(path, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await this.keep({ path, size: bytes.length, sha1: '' }, name)
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }

  /** Throws away what came in, if it was not kept. */
  async discard(received: Received): Promise<void> {
    await rm(received.path, { force: true })
  }

  path(name: string): string {
    return join(this.#folder(name), name)
  }

  /** How many bytes are kept under `name`; null if nothing is. */
  async size(name: string): Promise<number | null> {
    return (await statOf(this.path(name)))?.size ?? null
  }

  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true })
    await syncDirectory(this.#folder(name)).catch((error: unknown) => {
      // Nothing was ever kept in that folder.
      if (!isDiskError(error) || error.code !== 'ENOENT') throw error
    })
  }

  #folder(name: string): string {
    return join(this.#directory, 'originals', name.slice(0, 2))
  }
}

/** Whether `error` is the disk's, and not the sender's. */
function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error
}

/** The bytes of the file at `path` from `start` up to and with `end`. It is opened when the first byte is wanted, so an answer that nobody reads
 *  holds nothing open. */
export function fileBody(path: string, start: number, end: number): ReadableStream<Uint8Array> {
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
