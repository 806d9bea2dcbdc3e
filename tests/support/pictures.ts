import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { ORIGIN, type PersonName, type TestLake } from './lake.ts'

/** A picture whose left half is red and whose right half is blue, so that cuts and turns show. */
export function halves(width: number, height: number): Sharp {
  const half = { width: Math.floor(width / 2), height, channels: 3 as const, background: '#ff0000' }
  return sharp({ create: { width, height, channels: 3, background: '#0000ff' } })
    .composite([{ input: { create: half }, left: 0, top: 0 }])
    .removeAlpha()
}

/** A picture that compresses badly, so that half of its file is half of it. */
export const noise = (): Sharp =>
  sharp({ create: { width: 300, height: 300, channels: 3, noise: { type: 'gaussian', mean: 90, sigma: 40 }, background: '#000' } })

export const svg = (width: number, height: number, inside = ''): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?>\n<!-- a seal -->\n<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inside}<circle r="5"/></svg>`,
  )

/** CRC-32 as PNG has it. */
function crc(bytes: Uint8Array): Buffer {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE((value ^ 0xffffffff) >>> 0)
  return sum
}

export function pngChunk(name: string, data: string | Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), Buffer.from(data)])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length - 4)
  return Buffer.concat([length, body, crc(body)])
}

export function withPngSize(bytes: Buffer, width: number, height: number): Buffer {
  const header = Buffer.from(bytes.subarray(16, 29))
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([bytes.subarray(0, 8), pngChunk('IHDR', header), bytes.subarray(33)])
}

export const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex')

export const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())

/** Ways to send pictures and files to a lake and to fetch them. */
export interface AssetCalls {
  readonly upload: (
    bytes: Buffer,
    query?: string,
    kind?: 'images' | 'files',
    name?: PersonName | null,
    headers?: Record<string, string>,
  ) => Promise<Response>
  /** The document of a picture that must be taken. */
  readonly stored: (bytes: Buffer, query?: string) => Promise<{ path: string; _id: string }>
  /** Fetches what stands behind `/lake/`. */
  readonly get: (path: string, headers?: Record<string, string>, method?: string) => Promise<Response>
}

export function assetCalls(lake: () => TestLake): AssetCalls {
  const upload: AssetCalls['upload'] = (bytes, query = '', kind = 'images', name = 'editor', headers = {}) =>
    lake().fetch(
      `/v2025-02-19/assets/${kind}/production${query}`,
      { method: 'POST', body: new Uint8Array(bytes), headers: { origin: ORIGIN, 'content-type': 'image/png', ...headers } },
      name ?? undefined,
    )
  return {
    upload,
    async stored(bytes, query) {
      const response = await upload(bytes, query)
      if (!response.ok) throw new Error(`The upload was refused: ${await response.text()}`)
      return (await response.json()).document
    },
    get: (path, headers = {}, method = 'GET') => lake().fetch(`/${path}`, { method, headers }),
  }
}
