/** A kind of picture that the lake takes: how its files end, and its media type. */
export interface ImageType {
  readonly extension: 'png' | 'jpg' | 'gif' | 'webp' | 'avif' | 'tif' | 'svg'
  readonly mimeType: string
}

const types = {
  png: { extension: 'png', mimeType: 'image/png' },
  jpg: { extension: 'jpg', mimeType: 'image/jpeg' },
  gif: { extension: 'gif', mimeType: 'image/gif' },
  webp: { extension: 'webp', mimeType: 'image/webp' },
  avif: { extension: 'avif', mimeType: 'image/avif' },
  tif: { extension: 'tif', mimeType: 'image/tiff' },
  svg: { extension: 'svg', mimeType: 'image/svg+xml' },
} as const satisfies Record<string, ImageType>

/** The kind of picture whose files end in `extension`. */
export function imageTypeOf(extension: string): ImageType | null {
  return Object.values(types).find((type) => type.extension === extension) ?? null
}

/** How far into a file the root element of an SVG is looked for, bytes. */
const svgHead = 16 * 1024
/** Byte order mark, XML declaration, comments and a document type may come before the root element. */
const svgStart =
  /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE\s+svg[^>[]*(?:\[[\s\S]*?\])?\s*>\s*)*<(?:[a-z]+:)?svg[\s>]/i

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1')
}

/** What kind of picture `bytes` begin, by what stands in them, whatever they are called; null for anything that the lake does not take
 *  as a picture. Whether the rest of the file keeps the promise shows when it is decoded. */
export function sniffImage(bytes: Uint8Array): ImageType | null {
  const start = latin(bytes, 0, 12)
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return types.png
  if (start.startsWith('\xff\xd8\xff')) return types.jpg
  if (/^GIF8[79]a/.test(start)) return types.gif
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return types.webp
  if (/^[\s\S]{4}ftypavi[fs]/.test(start)) return types.avif
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return types.tif
  return svgStart.test(new TextDecoder().decode(bytes.subarray(0, svgHead))) ? types.svg : null
}
