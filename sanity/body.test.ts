import { expect, test } from 'vitest'
import { toBody } from './body.ts'

test('Text stays as it is, pictures get their addresses, and a picture without a file is left out', () => {
  const text = { _type: 'block' as const, _key: 'a', children: [{ _type: 'span', _key: 's', text: 'Words' }] }
  const picture = { _type: 'picture' as const, _key: 'b', asset: { _ref: 'image-abc-10x20-png' }, alt: 'A dot' }
  const body = toBody([text, picture, { _type: 'picture', _key: 'c' }], new Map())
  expect(body[0]).toEqual(text)
  expect(body[1]).toMatchObject({ _type: 'picture', _key: 'b', width: 10, height: 20, alt: 'A dot' })
  expect(body).toHaveLength(2)
})

test('A document without text gives none', () => {
  expect(toBody(null, new Map())).toEqual([])
  expect(toBody(undefined, new Map())).toEqual([])
})
