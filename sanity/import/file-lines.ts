import { createReadStream } from 'node:fs'
import { ImportRefused } from './import-problem.ts'

/** The longest line, in bytes: a sheet with all its versions must fit into memory several times over. */
const LINE_BYTES_MAX = 16 * 1024 * 1024

const NEWLINE = 0x0a

/** A line of a file that has anything in it, without its end. */
export interface FileLine {
  /** Counted from 1, empty lines too. */
  readonly number: number
  readonly text: string
}

/** The lines of the UTF-8 file at `path`, one after the other: never more of it than one line is in memory.
 *  @throws {ImportRefused} for another encoding, a line too long, or a file that can't be read */
export async function* fileLines(path: string): AsyncGenerator<FileLine> {
  let open: Buffer[] = []
  let openBytes = 0
  let number = 0

  const take = (piece: Buffer): void => {
    open.push(piece)
    openBytes += piece.length
    if (openBytes > LINE_BYTES_MAX) throw tooLong(number + 1)
  }
  const close = (): FileLine => {
    number += 1
    const line = { number, text: decoded(Buffer.concat(open), number) }
    open = []
    openBytes = 0
    return line
  }

  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      let from = 0
      for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
        take(chunk.subarray(from, end))
        from = end + 1
        const line = close()
        if (line.text.trim() !== '') yield line
      }
      take(chunk.subarray(from))
    }
  } catch (error) {
    throw error instanceof ImportRefused ? error : unreadable(path, error)
  }
  if (openBytes === 0) return
  const line = close()
  if (line.text.trim() !== '') yield line
}

function decoded(bytes: Buffer, number: number): string {
  try {
    // The decoder takes a mark of UTF-8 at the beginning of the file away by itself.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: number !== 1 }).decode(bytes)
  } catch {
    const isUtf16 =
      number === 1 && (bytes.subarray(0, 2).equals(Buffer.of(0xff, 0xfe)) || bytes.subarray(0, 2).equals(Buffer.of(0xfe, 0xff)))
    const found = isUtf16 ? 'The file is in UTF-16' : 'This line is not UTF-8'
    throw new ImportRefused('The file cannot be imported; nothing was written.', [
      { line: number, path: '', message: `${found}: save the file as UTF-8` },
    ])
  }
}

function tooLong(number: number): ImportRefused {
  const message = `Is longer than ${LINE_BYTES_MAX / 1024 / 1024} MB. Each record stands on a line of its own, and a sheet this long must become several`
  return new ImportRefused('The file cannot be imported; nothing was written.', [{ line: number, path: '', message }])
}

function unreadable(path: string, cause: unknown): ImportRefused {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const why = code === 'ENOENT' ? 'it is not there' : code === 'EISDIR' ? 'it is a directory' : code || String(cause)
  return new ImportRefused(`The file ${path} cannot be read: ${why}.`)
}
