import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const lastCharactersMax = 4000

/** A log file that never takes more than twice `bytesMax`: when full it is kept once as `<path>.1` and begun anew. */
export class BoundedLog {
  readonly #path: string
  readonly #bytesMax: number
  #bytes: number
  #last = ''

  constructor(path: string, bytesMax = 1_000_000) {
    mkdirSync(dirname(path), { recursive: true })
    this.#path = path
    this.#bytesMax = bytesMax
    this.#bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  }

  write(text: string): void {
    this.#last = (this.#last + text).slice(-lastCharactersMax)
    try {
      if (this.#bytes > this.#bytesMax) {
        renameSync(this.#path, `${this.#path}.1`)
        this.#bytes = 0
      }
      // Synchronous, so that the last words before a crash are kept. PostgreSQL says little.
      appendFileSync(this.#path, text, { mode: 0o600 })
      this.#bytes += Buffer.byteLength(text)
    } catch {
      // A disk that is full, or gone, must not end the site for want of a log.
    }
  }

  /** The last few thousand characters written by this process. */
  get last(): string {
    return this.#last
  }
}
