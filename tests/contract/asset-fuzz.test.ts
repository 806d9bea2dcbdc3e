import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { BrokenImage } from '#lib/content-lake/assets/image-cleaning.ts'
import { FITS } from '#lib/content-lake/assets/image-geometry.ts'
import { EXTRACTS, takeImage } from '#lib/content-lake/assets/image-metadata.ts'
import { FORMATS } from '#lib/content-lake/assets/image-parameters.ts'
import { sniffImage } from '#lib/content-lake/assets/image-type.ts'
import { startLake } from '#tests/support/lake.ts'
import { assetCalls, bytesOf, halves, svg } from '#tests/support/pictures.ts'

const NOTES = { IFD0: { Copyright: 'c', Model: 'm' }, IFD2: { FNumber: '28/10', DateTimeOriginal: '2026:11:20 10:20:30' } }

const kinds: readonly [string, (picture: Sharp) => Promise<Buffer>][] = [
  ['png', (picture) => picture.png().toBuffer()],
  ['jpg', (picture) => picture.withExif(NOTES).jpeg().toBuffer()],
  ['progressive jpg', (picture) => picture.jpeg({ progressive: true }).toBuffer()],
  ['webp', (picture) => picture.withExif(NOTES).webp().toBuffer()],
  ['gif', (picture) => picture.gif().toBuffer()],
  ['tif', (picture) => picture.tiff().toBuffer()],
  ['svg', async () => svg(20, 10, '<rect width="5" height="5"/>')],
]

/** Changes of a file: bytes set, a part cut out, a part doubled. */
const damage = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('set' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), value: fc.nat(255) }),
    fc.record({
      kind: fc.constantFrom('cut' as const, 'double' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      value: fc.nat(40),
    }),
  ),
  { minLength: 1, maxLength: 6 },
)

function damaged(bytes: Buffer, changes: readonly { kind: 'set' | 'cut' | 'double'; at: number; value: number }[]): Buffer {
  return changes.reduce<Buffer>((current, { kind, at, value }) => {
    const place = Math.floor(at * current.length)
    const before = current.subarray(0, place)
    if (kind === 'set') return Buffer.concat([before, Buffer.from([value]), current.subarray(place + 1)])
    if (kind === 'cut') return Buffer.concat([before, current.subarray(place + value)])
    return Buffer.concat([before, current.subarray(place, place + value), current.subarray(place)])
  }, bytes)
}

describe('damaged pictures', () => {
  it.each(kinds)(
    'A %s is taken whole or refused as broken, whatever happened to it, and cleaning twice is cleaning once',
    async (_name, make) => {
      const whole = await make(halves(24, 16))
      const outcomes = { taken: 0, refused: 0 }
      await fc.assert(
        fc.asyncProperty(damage, async (changes) => {
          const bytes = damaged(whole, changes)
          const type = sniffImage(bytes)
          if (!type) return
          try {
            const taken = await takeImage(type, bytes, EXTRACTS)
            const again = await takeImage(type, taken.bytes, EXTRACTS)
            expect(again.bytes.equals(taken.bytes)).toBe(true)
            // What a camera noted is read before it is cut out.
            const { exif: _exif, image: _image, ...described } = taken.metadata
            expect(again.metadata).toEqual(described)
            outcomes.taken += 1
          } catch (error) {
            expect(error).toBeInstanceOf(BrokenImage)
            outcomes.refused += 1
          }
        }),
        { numRuns: 200, seed: 20261123 },
      )
      expect(outcomes).toMatchObject({
        taken: expect.toSatisfy((count: number) => count > 0),
        refused: expect.toSatisfy((count: number) => count > 0),
      })
    },
  )
})

/** Values that an address may give a parameter, sensible ones and others. */
const mostly = <Value>(sensible: fc.Arbitrary<Value>, others: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ arbitrary: sensible, weight: 15 }, { arbitrary: others, weight: 1 })
const numbers = mostly<number | string>(
  fc.integer({ min: 1, max: 300 }),
  fc.oneof(fc.integer({ min: -10, max: 9_000 }), fc.double(), fc.constantFrom('', '0', '1e9', 'NaN', ' 5', '0x10', '١')),
)
const words = (...some: string[]): fc.Arbitrary<string> => mostly(fc.constantFrom(...some), fc.string({ maxLength: 6 }))
const asked = fc.record(
  {
    w: numbers,
    h: numbers,
    'min-w': numbers,
    'max-w': numbers,
    'min-h': numbers,
    'max-h': numbers,
    dpr: mostly(fc.double({ min: 0.5, max: 3, noNaN: true }), fc.integer({ min: 0, max: 12 })),
    pad: mostly(fc.nat(20), fc.integer({ min: -1, max: 300 })),
    blur: mostly(fc.nat(200), fc.integer({ min: 0, max: 2_100 })),
    sharp: fc.integer({ min: 0, max: 101 }),
    q: fc.integer({ min: 0, max: 101 }),
    fit: words(...FITS),
    crop: words('top', 'bottom,left', 'entropy', 'focalpoint', 'center', 'left,right'),
    'fp-x': fc.double({ min: 0, max: 1.02, noNaN: true }),
    'fp-y': fc.double({ min: 0, max: 1.02, noNaN: true }),
    rect: mostly(
      fc.tuple(fc.nat(39), fc.nat(29), fc.integer({ min: 1, max: 60 }), fc.nat(60)).map((sides) => sides.join(',')),
      fc.string({ maxLength: 12 }),
    ),
    fm: words(...FORMATS),
    bg: words('f00', '80ff0000', 'ffffff'),
    flip: words('h', 'v', 'hv'),
    or: words('0', '90', '180', '270'),
    sat: words('-100'),
    invert: words('true', 'false'),
    frame: words('1'),
    auto: words('format'),
  },
  { requiredKeys: [] },
)

describe('whatever is asked of a picture', () => {
  it('the answer is a picture within bounds, or 400 that says what is wrong', async () => {
    const lake = await startLake()
    onTestFinished(() => lake.close())
    const { stored, get } = assetCalls(() => lake)
    const { path } = await stored(await halves(40, 30).png().toBuffer())
    const outcomes = { made: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(asked, async (parameters) => {
        const query = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]))
        const response = await get(`${path}?${query}`, { accept: 'image/avif,image/webp' })
        if (response.status === 400) {
          expect(await response.json()).toMatchObject({ statusCode: 400, message: expect.stringMatching(/parameter|pixels/i) })
          outcomes.refused += 1
          return
        }
        expect(response.status).toBe(200)
        const { width, height } = await sharp(await bytesOf(response)).metadata()
        expect(width * height).toBeLessThanOrEqual(40_000_000)
        outcomes.made += 1
      }),
      { numRuns: 300, seed: 20261126 },
    )
    expect(outcomes).toMatchObject({
      made: expect.toSatisfy((count: number) => count > 10),
      refused: expect.toSatisfy((count: number) => count > 10),
    })
  }, 120_000)
})
