/** Width and height in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** What a picture is to be fitted into. A side may be open. */
export interface Box {
  readonly width?: number | undefined
  readonly height?: number | undefined
}

interface Range {
  readonly least?: number | undefined
  readonly most?: number | undefined
}

/** Between what the sides may lie: Sanity's `min-w`, `max-w`, `min-h` and `max-h`. */
export interface Limits {
  readonly width: Range
  readonly height: Range
}

/** A part of a picture, in pixels from its upper left corner. */
export interface Area extends Size {
  readonly left: number
  readonly top: number
}

export const FITS = ['clip', 'crop', 'fill', 'fillmax', 'max', 'min', 'scale'] as const
export type Fit = (typeof FITS)[number]

/** What part of a picture is kept when it must be cropped: 0 is left or top, 1 right or bottom, 0.5 the middle. */
export interface Focus {
  readonly x: number
  readonly y: number
}

/** How a picture gets its size: it is scaled to `scaled`; then only `cropped` is kept, or `padded` is added around it. */
export interface Layout {
  readonly scaled: Size
  readonly cropped?: Area
  /** The whole, and where the picture stands in it. */
  readonly padded?: Area
}

const scaledBy = (size: Size, factor: number): Size => ({
  width: Math.max(1, Math.round(size.width * factor)),
  height: Math.max(1, Math.round(size.height * factor)),
})

/** Where a part of `length` begins in `room`, so that `at` (0 to 1) is in its middle as far as the edges allow. */
const offset = (room: number, length: number, at: number): number =>
  Math.round(Math.min(Math.max(room * at - length / 2, 0), room - length))

function coverage(source: Size, box: Size, focus: Focus): Layout {
  const scaled = scaledBy(source, Math.max(box.width / source.width, box.height / source.height))
  // Rounding may leave a side one pixel short of the box.
  const whole = { width: Math.max(scaled.width, box.width), height: Math.max(scaled.height, box.height) }
  const cropped = { ...box, left: offset(whole.width, box.width, focus.x), top: offset(whole.height, box.height, focus.y) }
  const needless = whole.width === box.width && whole.height === box.height
  return needless ? { scaled: whole } : { scaled: whole, cropped }
}

function padding(source: Size, box: Size, most: number): Layout {
  const scaled = scaledBy(source, Math.min(box.width / source.width, box.height / source.height, most))
  const padded = { ...box, left: Math.floor((box.width - scaled.width) / 2), top: Math.floor((box.height - scaled.height) / 2) }
  return { scaled, padded }
}

const clamp = (length: number, { least = 1, most = Infinity }: Range): number => Math.max(Math.min(length, most), least)

/** The box that a picture of the size `source` is cropped to: a side that is open has the length that keeps the picture's shape, and both are brought
 *  within `limits`. Without limits an open side stays open. */
export function boxWithin(source: Size, box: Box, { width, height }: Limits): Box {
  if ([width.least, width.most, height.least, height.most].every((limit) => limit === undefined)) return box
  const known = {
    width: box.width === undefined ? undefined : clamp(box.width, width),
    height: box.height === undefined ? undefined : clamp(box.height, height),
  }
  const factor = known.width === undefined ? (known.height ?? source.height) / source.height : known.width / source.width
  const whole = scaledBy(source, factor)
  return { width: known.width ?? clamp(whole.width, width), height: known.height ?? clamp(whole.height, height) }
}

/** How a picture of the size `source` is fitted into `box`, of which one side may be open: then the picture keeps its shape.
 *  @see https://www.sanity.io/docs/image-urls, "fit" */
export function layOut(source: Size, box: Box, fit: Fit, focus: Focus): Layout {
  const limit = fit === 'max' || fit === 'min' || fit === 'fillmax' ? 1 : Infinity
  if (box.width === undefined || box.height === undefined) {
    const factor = box.width === undefined ? (box.height === undefined ? 1 : box.height / source.height) : box.width / source.width
    return { scaled: scaledBy(source, Math.min(factor, limit)) }
  }
  const whole = { width: box.width, height: box.height }
  switch (fit) {
    case 'clip':
    case 'max':
      return { scaled: scaledBy(source, Math.min(whole.width / source.width, whole.height / source.height, limit)) }
    case 'scale':
      return { scaled: whole }
    case 'crop':
      return coverage(source, whole, focus)
    case 'min': {
      const shrink = Math.min(1, source.width / whole.width, source.height / whole.height)
      return coverage(source, scaledBy(whole, shrink), focus)
    }
    case 'fill':
      return padding(source, whole, Infinity)
    case 'fillmax':
      return padding(source, whole, 1)
  }
}
