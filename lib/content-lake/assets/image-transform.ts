import sharp, { type Sharp } from 'sharp'
import { httpError } from '../errors.ts'
import { boxWithin, layOut, type Area, type Box, type Size } from './image-geometry.ts'
import { mostPixels } from './image-metadata.ts'
import type { Transformation } from './image-parameters.ts'
import { imageTypeOf, type ImageType } from './image-type.ts'

const patience = 30
const mostOutputPixels = 40_000_000
/** AVIF takes twice as long to make as WebP; larger pictures are made as AVIF only for those who ask for just that. */
const mostAvifPixels = 4_000_000

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

/** What a picture of the kind `source` becomes: the format asked for, or with `auto=format` AVIF or WebP for whoever accepts it, or its own.
 *  Null for an SVG that is not asked for in pixels: it stays what it is, at any size. */
export function chooseOutput(source: ImageType, size: Size, wanted: Transformation, accept: string): Output | null {
  if (wanted.format) return outputOf(wanted.format)
  if (source.extension === 'svg') return null
  if (wanted.auto) {
    // An AVIF stands still here.
    const isStill = wanted.still || !['gif', 'webp'].includes(source.extension)
    if (isStill && accept.includes('image/avif') && pixelsOf(size, wanted) <= mostAvifPixels) return outputOf('avif')
    if (accept.includes('image/webp')) return outputOf('webp')
  }
  // Browsers show no TIFF.
  return outputOf(source.extension === 'tif' ? 'png' : source.extension)
}

/** About how many pixels the result has. */
function pixelsOf(size: Size, { width, height, rect = { ...size, left: 0, top: 0 } }: Transformation): number {
  const shape = rect.width / rect.height
  return (width ?? (height === undefined ? rect.width : height * shape)) * (height ?? (width === undefined ? rect.height : width / shape))
}

/** `rect` as far as it lies within the picture.
 *  @throws {LakeError} 400 if it lies outside */
function within(rect: Area, size: Size): Area {
  if (rect.left >= size.width || rect.top >= size.height)
    throw httpError(400, `Parameter "rect" lies outside the picture, which has ${size.width} × ${size.height} pixels`)
  return { ...rect, width: Math.min(rect.width, size.width - rect.left), height: Math.min(rect.height, size.height - rect.top) }
}

function encode(image: Sharp, { encoding }: Output, quality = 75): Sharp {
  switch (encoding) {
    case 'jpg':
    case 'pjpg':
      return image.jpeg({ quality: Math.max(1, quality), progressive: encoding === 'pjpg', mozjpeg: encoding === 'pjpg' })
    case 'png':
      return image.png({ compressionLevel: 8 })
    case 'webp':
      return image.webp({ quality: Math.max(1, quality), effort: 4 })
    case 'avif':
      // The scale of AVIF is another: it looks at 50 as JPEG does at 75.
      return image.avif({ quality: Math.max(1, Math.round((quality * 2) / 3)), effort: 2 })
    case 'gif':
      return image.gif()
  }
}

/** What is left of `box` for the picture itself when it is padded.
 *  @throws {LakeError} 400 if that is nothing */
function inside(box: Box, pad: number): Box {
  const less = (side: number | undefined): number | undefined => (side === undefined ? undefined : side - 2 * pad)
  const inner = { width: less(box.width), height: less(box.height) }
  if ((inner.width ?? 1) < 1 || (inner.height ?? 1) < 1) throw httpError(400, 'Parameter "pad" leaves no room for the picture')
  return inner
}

/** Applies size and shape: cut out, scale, then crop or pad. */
function resize(image: Sharp, size: Size, wanted: Transformation, output: Output): Sharp {
  const rect = wanted.rect && within(wanted.rect, size)
  const cut = rect ? image.extract(rect) : image
  const part = rect ?? size
  const box = inside(wanted.fit === 'crop' ? boxWithin(part, wanted, wanted.limits) : wanted, wanted.pad)
  const background = wanted.background ?? (output.type.extension === 'jpg' ? white : clear)
  const framed = (picture: Sharp, frame: { left: number; top: number; right: number; bottom: number }): Sharp =>
    Object.values(frame).every((side) => side === 0) ? picture : picture.ensureAlpha().extend({ ...frame, background })
  const { pad } = wanted
  const isBoxed = box.width !== undefined && box.height !== undefined
  if (wanted.focus === 'entropy' && wanted.fit === 'crop' && isBoxed) {
    const cropped = cut.resize({ width: box.width, height: box.height, fit: 'cover', position: sharp.strategy.entropy })
    return framed(cropped, { left: pad, top: pad, right: pad, bottom: pad })
  }
  const layout = layOut(part, box, wanted.fit, wanted.focus === 'entropy' ? { x: 0.5, y: 0.5 } : wanted.focus)
  const whole = layout.padded ?? layout.scaled
  if ((whole.width + 2 * pad) * (whole.height + 2 * pad) > mostOutputPixels)
    throw httpError(400, `The picture would have more than ${mostOutputPixels} pixels`)
  const scaled = cut.resize({ ...layout.scaled, fit: 'fill' })
  const shaped = layout.cropped ? scaled.extract(layout.cropped) : scaled
  const { left, top, width, height } = layout.padded ?? { ...layout.scaled, left: 0, top: 0 }
  const right = width - layout.scaled.width - left
  const bottom = height - layout.scaled.height - top
  return framed(shaped, { left: left + pad, top: top + pad, right: right + pad, bottom: bottom + pad })
}

function adjust(image: Sharp, wanted: Transformation): Sharp {
  let adjusted = image
  if (wanted.blur > 0) adjusted = adjusted.blur(Math.max(0.3, wanted.blur / 10))
  if (wanted.sharpen > 0) adjusted = adjusted.sharpen({ sigma: 0.5 + wanted.sharpen / 50 })
  if (wanted.grey) adjusted = adjusted.grayscale()
  if (wanted.invert) adjusted = adjusted.negate({ alpha: false })
  return adjusted
}

/** The picture in `bytes`, of the kind `source`, as `wanted`. Frames of a moving one are kept if it is only scaled.
 *  @throws {LakeError} 400 for a cut outside of it or a result too large */
export async function transformImage(bytes: Buffer, source: ImageType, wanted: Transformation, output: Output): Promise<Buffer> {
  const turned = wanted.rotate !== 0 || wanted.flip.horizontal || wanted.flip.vertical
  const onlyScaled =
    !wanted.rect && !wanted.still && wanted.pad === 0 && !turned && !['crop', 'min', 'fill', 'fillmax'].includes(wanted.fit)
  const animated = onlyScaled && ['gif', 'webp'].includes(source.extension) && ['gif', 'webp'].includes(output.encoding)
  const image = sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels, animated }).timeout({ seconds: patience })
  const { autoOrient, pageHeight } = await image.metadata()
  const size = { width: autoOrient.width, height: pageHeight ?? autoOrient.height }
  let result = adjust(resize(image.autoOrient(), size, wanted, output), wanted)
  if (output.type.extension === 'jpg') result = result.flatten({ background: wanted.background ?? white })
  else if (wanted.background) result = result.flatten({ background: wanted.background })
  return encode(await turn(result, wanted), output, wanted.quality).toBuffer()
}
