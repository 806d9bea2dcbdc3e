import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** The encodings in which ready bytes are kept, the one to prefer first. */
export const ENCODINGS = ['br', 'gzip', 'identity'] as const

export type Encoding = (typeof ENCODINGS)[number]

/** A tenth smaller than 9 for some 15 ms of a page, once; 11 takes three times as long for two hundredths more, which what never changes is worth, unless it
 *  is as large as the Studio's scripts are. */
const BROTLI_QUALITY = { usual: 10, lasting: 11 }
const LASTING_BYTES_MAX = 64 * 1024

const gzipAsync = promisify(gzip)
const brotliAsync = promisify(brotliCompress)

/** The encoding to send to a client that sent `acceptEncoding`: the first of ours among those it rates highest.
 *  `identity` if it accepts none, because a readable answer serves it better than a 406.
 *  @see RFC 9110, section 12.5.3 */
export function chooseEncoding(acceptEncoding: string | undefined): Encoding {
  if (acceptEncoding === undefined) return 'identity'
  const ratings = new Map<string, number>()
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    const rating = quality === undefined ? 1 : Number(quality.slice(2))
    ratings.set(name, Number.isNaN(rating) ? 0 : rating)
  }
  const rate = (encoding: Encoding) => ratings.get(encoding) ?? ratings.get('*') ?? (encoding === 'identity' ? 0.001 : 0)
  // `toSorted` is stable, so that of equals the first of ours wins.
  const [best = 'identity'] = ENCODINGS.filter((encoding) => rate(encoding) > 0).toSorted((one, other) => rate(other) - rate(one))
  return best
}

/** `bytes` in `encoding`. `isLasting`: they never change, so more time is taken for them, once. */
export async function encode(bytes: Buffer, encoding: Encoding, isLasting = false): Promise<Buffer> {
  switch (encoding) {
    case 'identity':
      return bytes
    case 'gzip':
      return gzipAsync(bytes, { level: 9 })
    case 'br': {
      const quality = isLasting && bytes.byteLength <= LASTING_BYTES_MAX ? BROTLI_QUALITY.lasting : BROTLI_QUALITY.usual
      const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength }
      return brotliAsync(bytes, { params })
    }
  }
}
