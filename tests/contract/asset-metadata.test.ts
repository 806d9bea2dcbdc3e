import { thumbHashToApproximateAspectRatio, thumbHashToAverageRGBA } from 'thumbhash'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLake, type TestLake } from '#tests/support/lake.ts'
import { assetCalls, bytesOf, halves, svg } from '#tests/support/pictures.ts'

/** Everything that must not be kept, wherever a camera or a program may write it. */
const NOTES = {
  IFD0: {
    Make: 'Maker',
    Model: 'Model 1',
    Artist: 'secret artist',
    Copyright: 'secret owner',
    ImageDescription: 'secret place',
    HostComputer: 'secret phone',
    Software: 'secret program',
    DateTime: '2026:11:21 11:00:00',
  },
  IFD2: {
    FNumber: '28/10',
    ExposureTime: '1/640',
    ISOSpeedRatings: '100',
    FocalLength: '45/10',
    DateTimeOriginal: '2026:11:20 10:20:30',
    OffsetTimeOriginal: '+05:45',
    LensModel: 'Lens 35mm',
    UserComment: 'secret comment',
    CameraOwnerName: 'secret person',
    BodySerialNumber: 'secret body',
    LensSerialNumber: 'secret lens',
    ImageUniqueID: 'secret id',
    MakerNote: 'secret note',
  },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '27/1 42/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '85/1 19/1 0/1',
    GPSDateStamp: '2026:11:20',
  },
}

interface Taken {
  readonly path: string
  readonly metadata: Readonly<Record<string, Record<string, unknown> & string>>
}

describe('what is told of a picture', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake()
  })
  afterAll(() => lake.close())
  const { upload, get } = assetCalls(() => lake)
  const taken = async (bytes: Buffer, query = ''): Promise<Taken> => (await (await upload(bytes, query)).json()).document

  it.each([
    ['jpg', 40, () => halves(40, 20).withExif(NOTES).jpeg().toBuffer()],
    ['png', 42, () => halves(42, 20).withExif(NOTES).png().toBuffer()],
    ['webp', 44, () => halves(44, 20).withExif(NOTES).webp().toBuffer()],
    ['avif', 46, () => halves(46, 20).withExif(NOTES).avif().toBuffer()],
  ])(
    'How a %s was taken is told if asked for, and neither where nor by whom, in the document or in the bytes',
    async (_kind, width, make) => {
      const bytes = await make()
      expect(bytes.includes('secret person')).toBe(true)
      const { metadata, path } = await taken(bytes, '?meta=exif&meta=image&meta=location')
      expect(metadata['exif']).toEqual({
        _type: 'sanity.imageExifMetadata',
        FNumber: 2.8,
        ExposureTime: 1 / 640,
        ISO: 100,
        FocalLength: 4.5,
        DateTimeOriginal: '2026-11-20T10:20:30.000Z',
        LensModel: 'Lens 35mm',
        ...(metadata['exif']?.['ColorSpace'] !== undefined && { ColorSpace: expect.any(Number) }),
        ...(metadata['exif']?.['PixelXDimension'] !== undefined && { PixelXDimension: width, PixelYDimension: 20 }),
      })
      expect(metadata['image']).toMatchObject({
        _type: 'sanity.imageExifTags',
        Make: 'Maker',
        Model: 'Model 1',
        ModifyDate: '2026-11-21T11:00:00.000Z',
      })
      expect(JSON.stringify(metadata)).not.toMatch(/secret|GPS|location|Offset|05:45/i)
      const kept = await bytesOf(await get(path))
      expect(kept.includes('secret') || kept.includes('GPS') || kept.includes('Model 1')).toBe(false)
      expect((await sharp(kept).metadata()).exif).toBeUndefined()
      const { pool } = lake
      const { rowCount } = await pool.query(`select from lake.change where mutations::text ~ 'secret|GPS' or snapshot::text ~ 'secret|GPS'`)
      expect(rowCount).toBe(0)
    },
  )

  it('Nothing is told of notes that nobody asked for, or that a picture does not have', async () => {
    const { metadata } = await taken(await halves(48, 20).withExif(NOTES).jpeg().toBuffer())
    expect(Object.keys(metadata)).not.toContain('exif')
    expect(Object.keys((await taken(await halves(50, 20).png().toBuffer(), '?meta=exif')).metadata)).not.toContain('exif')
    expect(Object.keys((await taken(svg(50, 20), '?meta=exif,thumbhash')).metadata)).toContain('thumbHash')
  })

  it('Notes that would take minutes and gigabytes to read are none, and nobody else waits', async () => {
    const entries = 5_000
    const block = Buffer.alloc(14 + 2 + entries * 12 + 4)
    block.write('Exif\0\0II*\0\x08\0\0\0', 'latin1')
    block.writeUInt16LE(entries, 14)
    for (let index = 0; index < entries; index += 1) {
      // Each says that it has four thousand million values, which begin where the notes do.
      const at = 16 + index * 12
      block.writeUInt16LE(0x100, at)
      block.writeUInt16LE(1, at + 2)
      block.writeUInt32LE(0xffff_ffff, at + 4)
    }
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, (block.length + 2) >> 8, (block.length + 2) & 0xff]), block])
    const jpeg = await halves(52, 20).jpeg().toBuffer()
    const hostile = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)])
    expect((await sharp(hostile).metadata()).exif?.length).toBe(block.length)
    let longest = 0
    let last = performance.now()
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 10)
    const { metadata } = await taken(hostile, '?meta=exif')
    clearInterval(watch)
    expect(Object.keys(metadata)).not.toContain('exif')
    expect(longest).toBeLessThan(1_500)
  })

  it('A ThumbHash has the shape and the colour of the picture', async () => {
    const green = await sharp({ create: { width: 60, height: 30, channels: 3, background: '#00c000' } })
      .png()
      .toBuffer()
    const { metadata } = await taken(green, '?meta=thumbhash')
    const hash = Buffer.from(metadata['thumbHash'] ?? '', 'base64')
    expect(thumbHashToApproximateAspectRatio(hash)).toBeCloseTo(2, 0)
    const { r, g, b } = thumbHashToAverageRGBA(hash)
    expect(r < 0.1 && g > 0.6 && b < 0.1).toBe(true)
  })

  it('A palette has all seven swatches; what the picture has no colour for is made up, with a population of 0', async () => {
    const plain = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#e02020' } })
      .png()
      .toBuffer()
    const { palette } = (await taken(plain, '?meta=palette')).metadata
    const { _type, ...swatches }: Record<string, unknown> = Object(palette)
    expect(_type).toBe('sanity.imagePalette')
    expect(Object.keys(swatches).toSorted()).toEqual([
      'darkMuted',
      'darkVibrant',
      'dominant',
      'lightMuted',
      'lightVibrant',
      'muted',
      'vibrant',
    ])
    for (const swatch of Object.values(swatches))
      expect(swatch).toEqual({
        _type: 'sanity.imagePaletteSwatch',
        background: expect.stringMatching(/^#[\da-f]{6}$/),
        foreground: expect.stringMatching(/^#(?:000|fff)$/),
        title: expect.stringMatching(/^#(?:000|fff)$/),
        population: expect.any(Number),
      })
    expect(palette).toMatchObject({
      dominant: { background: '#e02020', population: 100, foreground: '#fff', title: '#fff' },
      vibrant: { background: '#e02020', population: 100 },
      lightVibrant: { population: 0, foreground: '#000' },
      darkVibrant: { population: 0, foreground: '#fff' },
    })
  })
})
