import { encode } from 'blurhash'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import { BrokenImage, cleanImage } from './image-cleaning.ts'
import { readCameraNotes } from './camera-notes.ts'
import type { ExifFields } from './image-exif.ts'
import type { ImageType } from './image-type.ts'
import { paletteOf, type Palette } from './image-palette.ts'

/** A picture of more pixels than this, all its frames together, is refused: a file of some kilobytes can unfold to gigabytes. */
export const mostPixels = 100_000_000
const longestSide = 30_000
/** SVG is parsed whole before its size is known. */
const largestSvg = 4 * 1024 * 1024
/** How long one step of decoding may take, seconds. */
const patience = 20

/** What may be asked for with `meta=`; dimensions, `hasAlpha` and `isOpaque` are always told. */
export const EXTRACTS = ['palette', 'lqip', 'blurhash', 'thumbhash', 'exif', 'image'] as const
export type Extract = (typeof EXTRACTS)[number]
/** What is told when nothing is asked for. */
export const DEFAULT_EXTRACTS: readonly Extract[] = ['palette', 'lqip', 'blurhash']

/** The `metadata` of an asset document, in Sanity's shape.
 *  @see `@sanity/client` `src/types.ts`, `SanityImageAssetDocument` */
export interface ImageMetadata {
  readonly _type: 'sanity.imageMetadata'
  readonly dimensions: {
    readonly _type: 'sanity.imageDimensions'
    readonly width: number
    readonly height: number
    readonly aspectRatio: number
  }
  readonly hasAlpha: boolean
  readonly isOpaque: boolean
  readonly palette?: Palette
  readonly lqip?: string
  readonly blurHash?: string
  /** Base64. */
  readonly thumbHash?: string
  /** How the picture was taken, only if asked for. */
  readonly exif?: { readonly _type: 'sanity.imageExifMetadata' } & ExifFields
  readonly image?: { readonly _type: 'sanity.imageExifTags' } & ExifFields
}

/** A picture that was taken in: what is kept of it, and what is told about it. */
export interface TakenImage {
  readonly bytes: Buffer
  readonly metadata: ImageMetadata
}

interface Thumbnail {
  readonly pixels: Buffer
  readonly width: number
  readonly height: number
}

function open(bytes: Buffer): Sharp {
  return sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true, unlimited: false }).timeout({
    seconds: patience,
  })
}

/** What the root element of an SVG says of its size, where it says it in plain numbers: the decoder complains of numbers beyond its range. */
function declaredSides(bytes: Buffer): number[] {
  const [root = ''] = /<(?:[a-z]+:)?svg\b[^>]*>/i.exec(bytes.toString('utf8')) ?? []
  return [...root.matchAll(/\s(?:width|height)\s*=\s*["']\s*([\d.e+]+)/gi)].map(([, number]) => Number(number))
}

/** Refuses, by its head alone, a picture that is too large to be decoded. */
async function inspect(type: ImageType, bytes: Buffer): Promise<Metadata> {
  if (type.extension === 'svg' && bytes.length > largestSvg) throw new BrokenImage(`An SVG of more than ${largestSvg} bytes is not taken`)
  if (type.extension === 'svg' && declaredSides(bytes).some((side) => !(side <= longestSide)))
    throw new BrokenImage('The picture is too large')
  const metadata = await open(bytes).metadata()
  const frames = metadata.pages ?? 1
  const pixels = metadata.width * metadata.height * frames
  if (pixels > mostPixels || Math.max(metadata.width, metadata.height) > longestSide) {
    throw new BrokenImage(`A picture of ${metadata.width} × ${metadata.height} pixels and ${frames} frames is too large`)
  }
  return metadata
}

/** Decodes the whole picture once, so that a cut one is found out, into a thumbnail that everything else is made from. */
async function thumbnailOf(bytes: Buffer): Promise<Thumbnail> {
  const { data, info } = await open(bytes)
    .autoOrient()
    .resize(100, 100, { fit: 'inside' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

const again = ({ pixels, width, height }: Thumbnail): Sharp => sharp(pixels, { raw: { width, height, channels: 4 } })

async function lqipOf(thumbnail: Thumbnail, isOpaque: boolean): Promise<string> {
  const tiny = again(thumbnail).resize(20, 20, { fit: 'inside' })
  return isOpaque
    ? `data:image/jpeg;base64,${(await tiny.removeAlpha().jpeg({ quality: 60 }).toBuffer()).toString('base64')}`
    : `data:image/png;base64,${(await tiny.png().toBuffer()).toString('base64')}`
}

async function blurHashOf(thumbnail: Thumbnail): Promise<string> {
  const { data, info } = await again(thumbnail)
    .flatten({ background: '#fff' })
    .resize(32, 32, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return encode(new Uint8ClampedArray(data), info.width, info.height, 4, 3)
}

function thumbHashOf({ pixels, width, height }: Thumbnail): string {
  return Buffer.from(rgbaToThumbHash(width, height, pixels)).toString('base64')
}

async function describe(bytes: Buffer, notes: Buffer | undefined, extracts: readonly Extract[]): Promise<ImageMetadata> {
  const { autoOrient, hasAlpha } = await open(bytes).metadata()
  const { width, height } = autoOrient
  const thumbnail = await thumbnailOf(bytes)
  const areWanted = extracts.includes('exif') || extracts.includes('image')
  const { exif, image } = await readCameraNotes(areWanted ? notes : undefined)
  const isOpaque = !hasAlpha || (await open(bytes).stats()).isOpaque
  return {
    _type: 'sanity.imageMetadata',
    dimensions: { _type: 'sanity.imageDimensions', width, height, aspectRatio: width / height },
    hasAlpha,
    isOpaque,
    ...(extracts.includes('palette') && { palette: paletteOf(thumbnail.pixels) }),
    ...(extracts.includes('lqip') && { lqip: await lqipOf(thumbnail, isOpaque) }),
    ...(extracts.includes('blurhash') && { blurHash: await blurHashOf(thumbnail) }),
    ...(extracts.includes('thumbhash') && { thumbHash: thumbHashOf(thumbnail) }),
    ...(extracts.includes('exif') && Object.keys(exif).length > 0 && { exif: { _type: 'sanity.imageExifMetadata', ...exif } }),
    ...(extracts.includes('image') && Object.keys(image).length > 0 && { image: { _type: 'sanity.imageExifTags', ...image } }),
  }
}

/** Takes in the picture `bytes` of the kind that was sniffed: inspects its size before anything is decoded, cleans it of notes, and
 *  describes it. What is asked for of the notes is read before they go. Width and height are those of the upright picture.
 *  @throws {BrokenImage} for what is no whole picture of that kind, or too large a one */
export async function takeImage(type: ImageType, bytes: Buffer, extracts: readonly Extract[]): Promise<TakenImage> {
  try {
    const head = await inspect(type, bytes)
    const any = [head.exif, head.xmp, head.iptc].some((notes) => notes !== undefined)
    const cleaned = await cleanImage(type, bytes, { orientation: head.orientation ?? 1, any })
    return { bytes: cleaned, metadata: await describe(cleaned, head.exif, extracts) }
  } catch (error) {
    if (error instanceof BrokenImage) throw error
    // Whatever the decoder says of these bytes is about the bytes.
    throw new BrokenImage(`The picture can't be decoded: ${error instanceof Error ? error.message : String(error)}`)
  }
}
