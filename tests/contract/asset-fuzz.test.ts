import fc from 'fast-check'
import type { Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { BrokenImage } from '#lib/content-lake/assets/image-cleaning.ts'
import { EXTRACTS, takeImage } from '#lib/content-lake/assets/image-metadata.ts'
import { sniffImage } from '#lib/content-lake/assets/image-type.ts'
import { halves, svg } from '#tests/support/pictures.ts'

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
