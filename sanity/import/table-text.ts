import { readFile, stat } from 'node:fs/promises'
import { ImportRefused } from './import-problem.ts'

/** How the bytes of a table stand for characters. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

export type Encoding = (typeof ENCODINGS)[number]

/** A table is held in memory. */
const BYTES_MAX = 32 * 1024 * 1024

/** The text of the table at `path`: as `encoding` says, else as its first bytes say, else UTF-8.
 *  @throws {ImportRefused} if it can't be read, is too large, or is none of these */
export async function tableText(path: string, encoding?: Encoding): Promise<string> {
  const bytes = await bytesOf(path)
  const told = encoding ?? encodingOf(bytes)
  try {
    return new TextDecoder(told, { fatal: true }).decode(bytes)
  } catch (cause) {
    if (cause instanceof TypeError) throw new ImportRefused(notDecodable(path, told, encoding !== undefined))
    throw cause
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path)
    if (size > BYTES_MAX) throw new ImportRefused(`The table ${path} has more than ${BYTES_MAX / 1024 / 1024} MB: make several of it.`)
    return await readFile(path)
  } catch (cause) {
    if (cause instanceof ImportRefused) throw cause
    throw new ImportRefused(`The file ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}

/** UTF-16 is told by its mark; without one, by the zero bytes of its plain letters. */
function encodingOf(bytes: Buffer): Encoding {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return 'utf-8'
}

function notDecodable(path: string, encoding: Encoding, isAsked: boolean): string {
  if (isAsked) return `The table ${path} is not in ${encoding}: name another encoding of ${ENCODINGS.join(', ')}.`
  const advice = 'save it as "CSV UTF-8", or say --encoding=windows-1252 if it comes from an older program of Windows'
  return `The table ${path} is not in ${encoding === 'utf-8' ? 'UTF-8' : 'UTF-16'}: ${advice}. Nothing was written.`
}
