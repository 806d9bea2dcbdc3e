import { expect, test } from 'vitest'
import { toPicture } from './picture.ts'

const asset = (ref: string) => ({ asset: { _type: 'reference', _ref: ref } })

test('A drawing is served as it is, from this site', () => {
  expect(toPicture({ ...asset('image-abc123-240x200-svg'), alt: 'A seal' })).toEqual({
    src: '/lake/images/local/production/abc123-240x200.svg',
    width: 240,
    height: 200,
    alt: 'A seal',
  })
})

test('A photograph is offered in widths up to its own, never larger', () => {
  const picture = toPicture({ ...asset('image-abc123-1200x800-jpg'), alt: 'A field' })
  expect(picture?.src).toBe('/lake/images/local/production/abc123-1200x800.jpg?w=960')
  expect(picture?.srcSet?.split(', ').map((source) => source.split(' ')[1])).toEqual(['480w', '960w', '1200w'])
})

test('A picture that an editor cropped is as large as what is left of it', () => {
  const crop = { top: 0.1, bottom: 0.2, left: 0.25, right: 0 }
  const picture = toPicture({ ...asset('image-abc123-1200x800-jpg'), alt: 'A field', crop })
  expect(picture).toMatchObject({ width: 900, height: 560 })
  expect(picture?.src).toContain('rect=300,80,900,560')
  expect(picture?.srcSet?.split(', ').map((source) => source.split(' ')[1])).toEqual(['480w', '900w'])
})

test('A decorative picture has an empty alternative text, whatever was written before', () => {
  expect(toPicture({ ...asset('image-abc123-10x10-png'), alt: 'Left over', decorative: true })?.alt).toBe('')
})

test.each([null, undefined, {}, { asset: null }, asset('file-abc-pdf'), asset('image-abc-svg'), asset('')])(
  '%j holds no picture',
  (value) => {
    expect(toPicture(value)).toBeNull()
  },
)
