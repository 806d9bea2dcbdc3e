import sharp, { type Sharp } from 'sharp'
import { httpError } from '../errors.ts'
import { layOut, type Area, type Size } from './image-geometry.ts'
import { mostPixels } from './image-metadata.ts'
import type { Transformation } from './image-parameters.ts'
import { imageTypeOf, type ImageType } from './image-type.ts'

const patience = 30
const mostOutputPixels = 40_000_000
/** Turned and mirrored last. Sharp orders its steps by itself, so this is a pass of its own. */
async function turn(image: Sharp, { rotate, flip }: Transformation): Promise<Sharp> {
  if (rotate === 0 && !flip.horizontal && !flip.vertical) return image
  const done = sharp(await image.png({ compressionLevel: 1 }).toBuffer())
  const turned = sharp(await done.flip(flip.vertical).flop(flip.horizontal).png({ compressionLevel: 1 }).toBuffer())
  return turned.rotate(rotate)
}

const white = { r: 255, g: 255, b: 255, alpha: 1 }
const clear = { r: 255, g: 255, b: 255, alpha: 0 }

/** What is made: how it is encoded, and what kind of file that gives. */
export interface Output {
  readonly encoding: 'jpg' | 'pjpg' | 'png' | 'webp' | 'avif' | 'gif'
  readonly type: ImageType
}

const outputs: Readonly<Record<Output['encoding'], ImageType['extension']>> = {
  jpg: 'jpg',
  pjpg: 'jpg',
  png: 'png',
  webp: 'webp',
  avif: 'avif',
  gif: 'gif',
}

function outputOf(encoding: Output['encoding']): Output {
  const type = imageTypeOf(outputs[encoding])
  if (!type) throw new Error(`No image type for ${encoding}`)
  return { encoding, type }
}

/** What a picture of the kind `source` becomes: the format asked for, or with `auto=format` WebP for whoever accepts it, or its own.
 *  Null for an SVG that is not asked for in pixels: it stays what it is, at any size. */
export function chooseOutput(source: ImageType, wanted: Transformation, accept: string): Output | null {
  if (wanted.format) return outputOf(wanted.format)
  if (source.extension === 'svg') return null
  if (wanted.auto && accept.includes('image/webp')) return outputOf('webp')
  // Browsers show no TIFF.
  return outputOf(source.extension === 'tif' ? 'png' : source.extension)
}

/** `rect` as far as it lies within the picture.
 *  @throws {LakeError} 400 if it lies outside */
function within(rect: Area, size: Size): Area {
  if (rect.left >= size.width || rect.top >= size.height)
    throw httpError(400, `Parameter "rect" lies outside the picture, which has ${size.width} × ${size.height} pixels`)
  return { ...rect, width: Math.min(rect.width, size.width - rect.left), height: Math.min(rect.height, size.height - rect.top) }
}

function encode(image: Sharp, { encoding }: Output, quality: number): Sharp {
  switch (encoding) {
    case 'jpg':
    case 'pjpg':
      return image.jpeg({ quality: Math.max(1, quality), progressive: encoding === 'pjpg', mozjpeg: encoding === 'pjpg' })
    case 'png':
      return image.png({ compressionLevel: 8 })
    case 'webp':
      return image.webp({ quality: Math.max(1, quality), effort: 4 })
    case 'avif':
      return image.avif({ quality: Math.max(1, quality), effort: 3 })
    case 'gif':
      return image.gif()
  }
}

/** Applies size and shape: cut out, scale, then crop or pad. */
function resize(image: Sharp, size: Size, wanted: Transformation, output: Output): Sharp {
  const rect = wanted.rect && within(wanted.rect, size)
  const cut = rect ? image.extract(rect) : image
  const box = { width: wanted.width, height: wanted.height }
  if (wanted.focus === 'entropy' && wanted.fit === 'crop' && box.width !== undefined && box.height !== undefined) {
    return cut.resize({ ...box, fit: 'cover', position: sharp.strategy.entropy })
  }
  const layout = layOut(rect ?? size, box, wanted.fit, wanted.focus === 'entropy' ? { x: 0.5, y: 0.5 } : wanted.focus)
  const whole = layout.padded ?? layout.scaled
  if (whole.width * whole.height > mostOutputPixels) throw httpError(400, `The picture would have more than ${mostOutputPixels} pixels`)
  const scaled = cut.resize({ ...layout.scaled, fit: 'fill' })
  if (layout.cropped) return scaled.extract(layout.cropped)
  if (!layout.padded) return scaled
  const { left, top, width, height } = layout.padded
  const right = width - layout.scaled.width - left
  const bottom = height - layout.scaled.height - top
  return scaled
    .ensureAlpha()
    .extend({ left, top, right, bottom, background: wanted.background ?? (output.type.extension === 'jpg' ? white : clear) })
}

function adjust(image: Sharp, wanted: Transformation): Sharp {
  let adjusted = image
  if (wanted.blur > 0) adjusted = adjusted.blur(Math.max(0.3, wanted.blur / 10))
  if (wanted.sharpen > 0) adjusted = adjusted.sharpen({ sigma: 0.5 + wanted.sharpen / 50 })
  if (wanted.grey) adjusted = adjusted.grayscale()
  if (wanted.invert) adjusted = adjusted.negate({ alpha: false })
  return adjusted
}

/** The picture in the file `path`, of the kind `source`, as `wanted`. Frames of a moving one are kept if it is only scaled.
 *  @throws {LakeError} 400 for a cut outside of it or a result too large */
export async function transformImage(path: string, source: ImageType, wanted: Transformation, output: Output): Promise<Buffer> {
  const turned = wanted.rotate !== 0 || wanted.flip.horizontal || wanted.flip.vertical
  const onlyScaled = !wanted.rect && !turned && !['crop', 'min', 'fill', 'fillmax'].includes(wanted.fit)
  const animated = onlyScaled && ['gif', 'webp'].includes(source.extension) && ['gif', 'webp'].includes(output.encoding)
  const image = sharp(path, { failOn: 'error', limitInputPixels: mostPixels, animated }).timeout({ seconds: patience })
  const { autoOrient, pageHeight } = await image.metadata()
  const size = { width: autoOrient.width, height: pageHeight ?? autoOrient.height }
  let result = adjust(resize(image.autoOrient(), size, wanted, output), wanted)
  if (output.type.extension === 'jpg') result = result.flatten({ background: wanted.background ?? white })
  else if (wanted.background) result = result.flatten({ background: wanted.background })
  return encode(await turn(result, wanted), output, wanted.quality).toBuffer()
}
