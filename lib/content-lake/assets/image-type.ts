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

/** What may come before the root element: spaces, the XML declaration, comments and a document type. Each is taken whole and never given
 *  back, so that a file made of them alone is turned down at once. */
const prologue: readonly ((text: string, at: number) => number)[] = [
  (text, at) => at + (/^\s+/.exec(text.slice(at, at + 1_000))?.[0].length ?? 0),
  (text, at) => endOf(text, at, '<?xml', '?>'),
  (text, at) => endOf(text, at, '<!--', '-->'),
  (text, at) => endOf(text, at, '<!DOCTYPE svg', internalSubset.test(text.slice(at, at + 500)) ? ']>' : '>'),
]
const internalSubset = /^<!DOCTYPE svg[^>[]*\[/i
const root = /^<(?:[a-z]{1,20}:)?svg[\s>/]/i

function endOf(text: string, at: number, opening: string, closing: string): number {
  if (text.slice(at, at + opening.length).toUpperCase() !== opening.toUpperCase()) return at
  const end = text.indexOf(closing, at + opening.length)
  return end === -1 ? at : end + closing.length
}

function beginsSvg(text: string): boolean {
  let at = text.startsWith('\uFEFF') ? 1 : 0
  for (let before = -1; before !== at;) {
    before = at
    for (const skip of prologue) at = skip(text, at)
  }
  return root.test(text.slice(at, at + 50))
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1')
}

/** What a file of the family of AVIF and HEIF says that it is, the first word first. ISO 14496-12, section 4.3. */
function brandsOf(bytes: Uint8Array): readonly string[] {
  if (latin(bytes, 4, 8) !== 'ftyp') return []
  const size = Math.min(Buffer.from(bytes.subarray(0, 4)).readUInt32BE(), 256)
  const words = latin(bytes, 8, size).match(/[\s\S]{4}/g) ?? []
  return words.filter((_, index) => index !== 1)
}

/** What kind of picture `bytes` begin, by what stands in them, whatever they are called; null for anything that the lake does not take
 *  as a picture. Whether the rest of the file keeps the promise shows when it is decoded. */
export function sniffImage(bytes: Uint8Array): ImageType | null {
  const start = latin(bytes, 0, 12)
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return types.png
  if (start.startsWith('\xff\xd8\xff')) return types.jpg
  if (/^GIF8[79]a/.test(start)) return types.gif
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return types.webp
  if (brandsOf(bytes).some((brand) => brand === 'avif' || brand === 'avis')) return types.avif
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return types.tif
  return beginsSvg(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, svgHead))) ? types.svg : null
}

/** Why `bytes` were not taken as a picture, for whoever sent them. */
export function whyNot(bytes: Uint8Array): string {
  if (brandsOf(bytes).some((brand) => /^(?:hei|hev|mif1|msf1)/.test(brand)))
    return 'HEIC and HEIF can not be decoded here; save the picture as JPEG'
  return 'this is no PNG, JPEG, GIF, WebP, AVIF, TIFF or SVG'
}
