import sharp, { type Sharp } from 'sharp'
import type { ImageType } from './image-type.ts'

/** Bytes that do not have the structure of their kind. */
export class BrokenImage extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BrokenImage'
  }
}

const latin = (bytes: Uint8Array, from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('latin1')

/** The one thing in a camera's notes that a picture needs: which side is up. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.from('49492a0008000000010012010300010000000000000000000000', 'hex')
  tiff.writeUInt16LE(orientation, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** Colour profiles and what decoders need; not notes of cameras and programs, comments, or further pictures behind this one. */
function keepsJpegSegment(marker: number, bytes: Buffer, at: number): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0) return latin(bytes, at + 4, at + 9) === 'JFIF\0'
  if (marker === 0xe2) return latin(bytes, at + 4, at + 16) === 'ICC_PROFILE\0'
  return marker === 0xee && latin(bytes, at + 4, at + 9) === 'Adobe'
}

/** Where the compressed data that begin at `at` end: at the next marker that is not part of them. */
function endOfScan(bytes: Buffer, at: number): number {
  for (let next = bytes.indexOf(0xff, at); next !== -1; next = bytes.indexOf(0xff, next + 1)) {
    const code = bytes[next + 1] ?? 0
    const partOfData = code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd7)
    if (!partOfData) return next
  }
  throw new BrokenImage('The picture ends before it is whole')
}

/** @see ITU-T T.81, annex B */
function cleanJpeg(bytes: Buffer, orientation: number): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  if (orientation > 1) kept.push(orientationSegment(orientation))
  let at = 2
  for (;;) {
    if (bytes[at] !== 0xff) throw new BrokenImage('The picture is cut or damaged')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) break
    if (at + 4 > bytes.length) throw new BrokenImage('The picture ends before it is whole')
    let end = at + 2 + bytes.readUInt16BE(at + 2)
    if (marker === 0xda) end = endOfScan(bytes, end)
    if (keepsJpegSegment(marker, bytes, at)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat([...kept, Buffer.from([0xff, 0xd9])])
}

const pngChunks = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'cICP', 'mDCV', 'cLLI', 'acTL', 'fcTL', 'fdAT'])

/** @see PNG (W3C Recommendation, third edition), section 5 */
function cleanPng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; ;) {
    if (at + 12 > bytes.length) throw new BrokenImage('The picture ends before it is whole')
    const name = latin(bytes, at + 4, at + 8)
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw new BrokenImage('The picture ends before it is whole')
    if (/^[A-Z]/.test(name) || pngChunks.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
}

const webpChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** The flags of VP8X that announce notes of cameras and programs. */
const webpNotes = 0x08 | 0x04

/** @see RFC 9649, section 2 */
function cleanWebp(bytes: Buffer): Buffer {
  const kept: Buffer[] = []
  const whole = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  for (let at = 12; at + 8 <= whole;) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > bytes.length) throw new BrokenImage('The picture ends before it is whole')
    const chunk = Buffer.from(bytes.subarray(at, end))
    const name = latin(chunk, 0, 4)
    if (name === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~webpNotes, 8)
    if (webpChunks.has(name)) kept.push(chunk)
    at = end
  }
  const body = Buffer.concat(kept)
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

const gifApplications = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'])

function endOfGifBlocks(bytes: Buffer, from: number): number {
  let at = from
  for (;;) {
    const size = bytes[at]
    if (size === undefined) throw new BrokenImage('The picture ends before it is whole')
    at += size + 1
    if (size === 0) return at
  }
}

const gifColours = (packed: number): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0)

/** @see GIF89a Specification, appendix A */
function cleanGif(bytes: Buffer): Buffer {
  const start = 13 + gifColours(bytes[10] ?? 0)
  const kept: Buffer[] = [bytes.subarray(0, start)]
  for (let at = start; ;) {
    const kind = bytes[at]
    if (kind === 0x3b) return Buffer.concat([...kept, Buffer.from([0x3b])])
    let end: number
    if (kind === 0x21) end = endOfGifBlocks(bytes, at + 2)
    else if (kind === 0x2c) end = endOfGifBlocks(bytes, at + 11 + gifColours(bytes[at + 9] ?? 0))
    else throw new BrokenImage('The picture is cut or damaged')
    const label = kind === 0x21 ? bytes[at + 1] : undefined
    const isNote = label === 0xfe || (label === 0xff && !gifApplications.has(latin(bytes, at + 3, at + 14)))
    if (!isNote) kept.push(bytes.subarray(at, end))
    at = end
  }
}

/** What notes a picture carries, as far as they decide how it is cleaned. */
export interface Notes {
  /** 1 to 8, as in EXIF; 1 is upright. */
  readonly orientation: number
  /** Whether there are EXIF, XMP or IPTC notes at all. */
  readonly any: boolean
}

/** `bytes` without what cameras and programs write beside the picture: place, time, owner, serial numbers, thumbnails. The picture itself
 *  stays as it is, bit by bit, where its kind keeps notes apart (JPEG, PNG, WebP, GIF); AVIF with notes and TIFF are written anew without
 *  loss. Cleaning twice changes nothing. SVG is text that somebody wrote, and stays.
 *  @throws {BrokenImage} when the file is cut or damaged */
export async function cleanImage(type: ImageType, bytes: Buffer, notes: Notes): Promise<Buffer> {
  const anew = (): Sharp => sharp(bytes, { limitInputPixels: false }).autoOrient().keepIccProfile()
  const turned = notes.orientation > 1
  switch (type.extension) {
    case 'jpg':
      return cleanJpeg(bytes, notes.orientation)
    case 'png':
      return turned ? cleanPng(await anew().png().toBuffer()) : cleanPng(bytes)
    case 'webp':
      return turned ? anew().webp({ lossless: true }).toBuffer() : cleanWebp(bytes)
    case 'gif':
      return cleanGif(bytes)
    case 'avif':
      return notes.any ? anew().avif({ lossless: true, effort: 2 }).toBuffer() : bytes
    case 'tif':
      return anew().tiff({ compression: 'deflate' }).toBuffer()
    case 'svg':
      return bytes
  }
}
