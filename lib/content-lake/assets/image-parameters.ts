import { z } from 'zod'
import { httpError } from '../errors.ts'
import { FITS, type Area, type Box, type Fit, type Focus, type Limits } from './image-geometry.ts'

const longestSide = 8_192

export const FORMATS = ['jpg', 'pjpg', 'png', 'webp', 'avif'] as const
export type Format = (typeof FORMATS)[number]

/** What an address asks of a picture. Absent: as the picture is. */
export interface Transformation extends Box {
  /** Between what width and height may lie when the picture is cropped. */
  readonly limits: Limits
  readonly fit: Fit
  readonly focus: Focus | 'entropy'
  readonly rect?: Area | undefined
  /** What is left free on each side, pixels. */
  readonly pad: number
  readonly format?: Format | undefined
  readonly auto: boolean
  /** 0 to 100; absent, what suits the format. */
  readonly quality?: number | undefined
  /** What see-through parts and padding become: `r`, `g`, `b` of 255 and alpha of 1. */
  readonly background?: { readonly r: number; readonly g: number; readonly b: number; readonly alpha: number } | undefined
  readonly flip: { readonly horizontal: boolean; readonly vertical: boolean }
  readonly rotate: 0 | 90 | 180 | 270
  readonly blur: number
  readonly sharpen: number
  readonly grey: boolean
  readonly invert: boolean
  /** Whether only the first picture of a moving one is wanted. */
  readonly still: boolean
}

const side = z.coerce.number().min(0.5).max(longestSide).transform(Math.round)
const part = z.coerce.number().min(0).max(1)
const hundred = z.coerce.number().int().min(0).max(100)

const rect = z
  .string()
  .regex(/^\d{1,6},\d{1,6},\d{1,6},\d{1,6}$/, 'must be left,top,width,height in pixels')
  .transform((text): Area => {
    const [left = 0, top = 0, width = 0, height = 0] = text.split(',').map(Number)
    return { left, top, width, height }
  })
  .refine((area) => area.width > 0 && area.height > 0, 'must have a width and a height')

const background = z
  .string()
  .regex(/^(?:[\da-f]{3}|[\da-f]{4}|[\da-f]{6}|[\da-f]{8})$/i, 'must be a colour in hexadecimal: RGB, ARGB, RRGGBB or AARRGGBB')
  .transform((text) => {
    const long = text.length > 4 ? text : text.replaceAll(/./g, '$&$&')
    const [alpha = 255, r = 0, g = 0, b = 0] = Buffer.from(long.padStart(8, 'f'), 'hex')
    return { r, g, b, alpha: alpha / 255 }
  })

const parameters = z.object({
  w: side.optional(),
  h: side.optional(),
  'min-w': side.optional(),
  'max-w': side.optional(),
  'min-h': side.optional(),
  'max-h': side.optional(),
  pad: z.coerce.number().int().min(0).max(longestSide).default(0),
  dpr: z.coerce.number().min(0.1).max(10).default(1),
  fit: z.enum(FITS).default('clip'),
  crop: z
    .string()
    .regex(
      /^(?:(?:top|bottom|left|right|center|entropy|focalpoint)(?:,(?!$)|$))+$/,
      'must be of top, bottom, left, right, center, entropy, focalpoint',
    )
    .default('center'),
  'fp-x': part.default(0.5),
  'fp-y': part.default(0.5),
  rect: rect.optional(),
  fm: z.enum(FORMATS).optional(),
  auto: z.literal('format').optional(),
  q: hundred.optional(),
  bg: background.optional(),
  flip: z.enum(['h', 'v', 'hv', 'vh']).optional(),
  or: z.enum(['0', '90', '180', '270']).default('0'),
  blur: z.coerce.number().min(0).max(2_000).default(0),
  sharp: hundred.default(0),
  sat: z.literal('-100').optional(),
  invert: z.enum(['true', 'false']).default('false'),
  frame: z.literal('1').optional(),
})

const turns = { '0': 0, '90': 90, '180': 180, '270': 270 } as const

function focusOf(crop: string, x: number, y: number): Transformation['focus'] {
  const words = crop.split(',')
  if (words.includes('entropy')) return 'entropy'
  if (words.includes('focalpoint')) return { x, y }
  return {
    x: words.includes('left') ? 0 : words.includes('right') ? 1 : 0.5,
    y: words.includes('top') ? 0 : words.includes('bottom') ? 1 : 0.5,
  }
}

const scaled = (length: number | undefined, dpr: number): number | undefined =>
  length === undefined ? undefined : Math.min(Math.max(1, Math.round(length * Math.min(dpr, 3))), longestSide)

/** What the parameters of `url` ask of a picture; null if it is wanted as it is. Unknown parameters mean nothing.
 *  @throws {LakeError} 400 saying which parameter is wrong
 *  @see https://www.sanity.io/docs/image-urls */
export function transformationOf(url: URL): Transformation | null {
  const asked = Object.keys(parameters.shape).filter((name) => url.searchParams.has(name))
  const parsed = parameters.safeParse(Object.fromEntries(asked.map((name) => [name, url.searchParams.get(name)])))
  if (!parsed.success)
    throw httpError(400, parsed.error.issues.map((issue) => `Parameter "${issue.path.join('.')}": ${issue.message}`).join('; '))
  if (asked.length === 0) return null
  const { data } = parsed
  return {
    width: scaled(data.w, data.dpr),
    height: scaled(data.h, data.dpr),
    limits: {
      width: { least: scaled(data['min-w'], data.dpr), most: scaled(data['max-w'], data.dpr) },
      height: { least: scaled(data['min-h'], data.dpr), most: scaled(data['max-h'], data.dpr) },
    },
    pad: Math.round(data.pad * Math.min(data.dpr, 3)),
    fit: data.fit,
    focus: focusOf(data.crop, data['fp-x'], data['fp-y']),
    rect: data.rect,
    format: data.fm,
    auto: data.auto === 'format',
    quality: data.q,
    background: data.bg,
    flip: { horizontal: data.flip?.includes('h') ?? false, vertical: data.flip?.includes('v') ?? false },
    rotate: turns[data.or],
    blur: data.blur,
    sharpen: data.sharp,
    grey: data.sat !== undefined,
    invert: data.invert === 'true',
    still: data.frame !== undefined,
  }
}
