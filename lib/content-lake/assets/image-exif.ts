import exifReader from 'exif-reader'

/** What a camera noted of one picture, as far as it is kept: how the picture was taken. */
export type ExifFields = Readonly<Record<string, string | number | readonly number[]>>

/** What is kept of the notes of a picture, in Sanity's two groups. */
export interface CameraNotes {
  readonly exif: ExifFields
  readonly image: ExifFields
}

/** Fields that say how a picture was taken. Only these are read: a list of what must not be kept would let pass what it does not know. Left out are
 *  places (GPS and time zones), people (artist, owner, comments) and what a camera can be recognised by (serial numbers, the maker's notes). */
const kept: Readonly<Record<keyof CameraNotes, ReadonlySet<string>>> = {
  exif: new Set([
    'ApertureValue',
    'BrightnessValue',
    'ColorSpace',
    'CompressedBitsPerPixel',
    'Contrast',
    'CustomRendered',
    'DateTimeDigitized',
    'DateTimeOriginal',
    'DigitalZoomRatio',
    'ExposureBiasValue',
    'ExposureIndex',
    'ExposureMode',
    'ExposureProgram',
    'ExposureTime',
    'FNumber',
    'Flash',
    'FocalLength',
    'FocalLengthIn35mmFormat',
    'FocalPlaneResolutionUnit',
    'FocalPlaneXResolution',
    'FocalPlaneYResolution',
    'GainControl',
    'ISO',
    'LensMake',
    'LensModel',
    'LensSpecification',
    'LightSource',
    'MaxApertureValue',
    'MeteringMode',
    'PixelXDimension',
    'PixelYDimension',
    'RecommendedExposureIndex',
    'Saturation',
    'SceneCaptureType',
    'SensingMethod',
    'SensitivityType',
    'Sharpness',
    'ShutterSpeedValue',
    'SubjectDistance',
    'SubjectDistanceRange',
    'WhiteBalance',
  ]),
  image: new Set(['Make', 'Model', 'ModifyDate', 'ResolutionUnit', 'XResolution', 'YResolution']),
}

/** Where Sanity says it otherwise than the reader does. */
const renamed: Readonly<Record<string, string>> = {
  DateTime: 'ModifyDate',
  FocalLengthIn35mmFilm: 'FocalLengthIn35mmFormat',
  ISOSpeedRatings: 'ISO',
}

const longestText = 100
const mostNumbers = 16

const isFinite = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** A value as JSON keeps it; null for anything that is no number, short text or date. */
function valueOf(value: unknown): ExifFields[string] | null {
  if (isFinite(value)) return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (Array.isArray(value)) return value.length <= mostNumbers && value.every(isFinite) ? value : null
  if (typeof value !== 'string') return null
  const text = value.replace(/\0[\s\S]*$/, '').trim()
  return text.length > 0 && text.length <= longestText && /^[\x20-\x7e]+$/.test(text) ? text : null
}

function fieldsOf(tags: object | null | undefined, wanted: ReadonlySet<string>): ExifFields {
  const fields: Record<string, ExifFields[string]> = {}
  for (const [tag, raw] of Object.entries(tags ?? {})) {
    const name = Object.hasOwn(renamed, tag) ? (renamed[tag] ?? tag) : tag
    const value = wanted.has(name) ? valueOf(raw) : null
    if (value !== null) fields[name] = value
  }
  return fields
}

/** What is kept of the EXIF notes `block`. A block can be made so that reading it takes minutes and gigabytes: see `readCameraNotes`.
 *  @throws {Error} for what can't be read */
export function cameraNotesOf(block: Uint8Array): CameraNotes {
  const { Image, Photo } = exifReader(Buffer.from(block))
  return { exif: fieldsOf(Photo, kept.exif), image: fieldsOf(Image, kept.image) }
}
