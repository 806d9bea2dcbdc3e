import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawCard, type Card } from './draw-card.ts'
import { isDrawable } from './typefaces.ts'

const peru: Card = {
  institution: 'U.S. Department of State',
  heading: 'Peru',
  figure: { value: 'estimated 46,500 hectares', label: 'Coca under cultivation, 2014' },
  summary: null,
  language: 'en',
}

/** The leftmost and the rightmost column, in pixels, that has a dark mark below the banner. */
async function extentOf(card: Card): Promise<{ from: number; to: number; width: number; height: number }> {
  const { data, info } = await sharp(drawCard(card))
    .extract({ left: 0, top: 160, width: 1200, height: 470 })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const columns = Array.from({ length: info.width }, (_, column) =>
    Array.from({ length: info.height }, (_row, row) => data[(row * info.width + column) * info.channels] ?? 255).some((grey) => grey < 128),
  )
  const { width, height } = await sharp(drawCard(card)).metadata()
  return { from: columns.indexOf(true), to: columns.lastIndexOf(true), width, height }
}

test('A card is a picture of 1200 by 630 pixels whose words stay within its margins', async () => {
  const { from, to, width, height } = await extentOf(peru)
  expect([width, height]).toEqual([1200, 630])
  expect(from).toBeGreaterThanOrEqual(75)
  expect(from).toBeLessThan(100)
  expect(to).toBeLessThanOrEqual(1125)
})

test('A card in Arabic begins at the right', async () => {
  const { from, to } = await extentOf({
    ...peru,
    heading: 'بيرو',
    figure: { value: 'ما يُقدَّر بـ 46,500 هكتار', label: 'زراعة الكوكا، 2014' },
    language: 'ar',
  })
  expect(to).toBeGreaterThan(1100)
  expect(from).toBeGreaterThan(80)
})

test('A heading of any length stays within the margins, and hostile words are words', async () => {
  for (const heading of ['Incomprehensibilities'.repeat(8), 'A long name of a thing '.repeat(20), '<script>"&amp;\u0000]]>', '']) {
    const { from, to } = await extentOf({ ...peru, heading })
    expect(from).toBeGreaterThanOrEqual(75)
    expect(to).toBeLessThanOrEqual(1125)
  }
})

test('Only scripts that there are typefaces for are drawn', () => {
  expect(isDrawable('Perú, Україна, Ελλάδα, بيرو 46,500 %')).toBe(true)
  expect(isDrawable('秘鲁')).toBe(false)
})
