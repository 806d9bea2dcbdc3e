import { environment, hostedContent } from '#lib/env.ts'
import { createImageUrlBuilder } from '@sanity/image-url'

/** Where the lake's pictures are served: on this site. Those of hosted Sanity come from its `cdn.sanity.io`, the builder's own default. */
const OWN_PICTURES = { projectId: 'local', dataset: 'production', baseUrl: '/lake' }
const hosted = hostedContent(environment())
const builder = createImageUrlBuilder(hosted ? { projectId: hosted.projectId, dataset: hosted.dataset } : OWN_PICTURES)

/** The widest a picture is shown on any page, in CSS pixels; twice that for dense screens. */
const WIDTHS = [480, 960, 1600]

/** A picture ready to be shown: address, size in pixels, and its alternative text (empty if decorative). */
export interface Picture {
  readonly src: string
  readonly srcSet?: string
  readonly width: number
  readonly height: number
  readonly alt: string
}

/** A picture as it stands in a document. */
export interface PictureValue {
  readonly asset?: { readonly _ref?: string } | null
  readonly alt?: string | null
  readonly decorative?: boolean | null
  /** What an editor cut off at each side, as parts of it. */
  readonly crop?: { readonly top?: number; readonly bottom?: number; readonly left?: number; readonly right?: number } | null
}

const ASSET_ID = /^image-[^-]+-(?<width>\d+)x(?<height>\d+)-(?<format>[a-z0-9]+)$/

/** `value` made ready to be shown; null if it holds no picture, or an asset id that is none. */
export function toPicture(value: PictureValue | null | undefined): Picture | null {
  const id = value?.asset?._ref
  const parts = id ? ASSET_ID.exec(id)?.groups : undefined
  if (!value || !id || !parts) return null
  const whole = { width: Number(parts['width']), height: Number(parts['height']) }
  const image = builder.image(value)
  const alt = value.decorative ? '' : (value.alt ?? '')
  // A drawing in SVG has one form for every size.
  if (parts['format'] === 'svg') return { src: image.url(), ...whole, alt }
  const { crop } = value
  const width = remaining(whole.width, crop?.left, crop?.right)
  const height = remaining(whole.height, crop?.top, crop?.bottom)
  const narrower = WIDTHS.filter((wanted) => wanted < width)
  return {
    src: image.width(Math.min(width, 960)).url(),
    srcSet: [...narrower, Math.min(width, 1600)].map((wanted) => `${image.width(wanted).url()} ${wanted}w`).join(', '),
    width,
    height,
    alt,
  }
}

/** What is left of a side in pixels, rounded as the builder rounds. */
function remaining(side: number, before = 0, after = 0): number {
  return Math.round(side - after * side - Math.round(before * side))
}
