import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { LRUCache } from 'lru-cache'
import { makeReady, type ReadyBytes } from './ready-bytes.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

const INCOMPRESSIBLE = new Set(['.ico', '.png', '.webp', '.woff2'])

/** Files of a directory, listed once, read and compressed when first asked for, held bounded in bytes. An address can only name
 *  what the list holds, so no `..` can lead out of it. */
export class FileStore {
  readonly #files: ReadonlyMap<string, string>
  readonly #headers: Readonly<Record<string, string>>
  readonly #held: LRUCache<string, ReadyBytes>
  readonly #reads = new Map<string, Promise<ReadyBytes>>()

  private constructor(files: ReadonlyMap<string, string>, headers: Readonly<Record<string, string>>, bytesMax: number) {
    this.#files = files
    this.#headers = headers
    this.#held = new LRUCache({ maxSize: bytesMax, sizeCalculation: (ready) => ready.size + 1000 })
  }

  /** The files below `directory`, under addresses that begin with `prefix` (`/_next/static/`), to be sent with `headers`. None if there is no such directory. */
  static async open(directory: string, prefix: string, headers: Readonly<Record<string, string>>, bytesMax: number): Promise<FileStore> {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw error
    })
    const files = new Map<string, string>()
    for (const entry of entries) {
      if (!entry.isFile()) continue
      const file = join(entry.parentPath, entry.name)
      files.set(prefix + relative(directory, file).split(sep).join('/'), file)
    }
    return new FileStore(files, headers, bytesMax)
  }

  /** The addresses of all files. */
  get paths(): Iterable<string> {
    return this.#files.keys()
  }

  /** Whether `path`, percent-decoded, names a file. */
  has(path: string): boolean {
    return this.#files.has(path)
  }

  /** The file at `path`, or undefined if there is none. */
  async find(path: string): Promise<ReadyBytes | undefined> {
    const file = this.#files.get(path)
    if (file === undefined) return undefined
    const held = this.#held.get(path)
    if (held !== undefined) return held
    const underWay = this.#reads.get(path) ?? this.#read(path, file)
    this.#reads.set(path, underWay)
    return underWay
  }

  async #read(path: string, file: string): Promise<ReadyBytes> {
    try {
      const extension = extname(file)
      const contentType = CONTENT_TYPES[extension] ?? 'application/octet-stream'
      const ready = await makeReady(await readFile(file), {
        contentType,
        headers: this.#headers,
        isCompressible: !INCOMPRESSIBLE.has(extension),
        isLasting: true,
      })
      this.#held.set(path, ready)
      return ready
    } finally {
      this.#reads.delete(path)
    }
  }
}
