import { expect, test } from 'vitest'
import type { Document } from '../wire.ts'
import { grantFilter } from './grant.ts'

const document = (content: object): Document => ({ _id: 'd', _type: 'place', _rev: 'r', _createdAt: '', _updatedAt: '', ...content })
/** An area with so many holes that comparing each with each takes seconds. */
const perforated = (holes: number): object => ({
  type: 'Polygon',
  coordinates: [
    [
      [-1, -1],
      [61, -1],
      [61, 61],
      [-1, 61],
      [-1, -1],
    ],
    ...Array.from({ length: holes }, (_, n) => {
      const [x, y] = [(n % 100) * 0.6, Math.floor(n / 100) * 0.6]
      return [
        [x, y],
        [x, y + 0.2],
        [x + 0.2, y],
        [x, y],
      ]
    }),
  ],
})

test('The filter of a grant may ask where something is, and who asks', () => {
  const filter = grantFilter('geo::contains(area, geo({"lat": 0.5, "lng": 0.5})) && owner == $identity && owner == identity()')
  expect(filter.matches(document({ area: perforated(9), owner: 'ann' }), 'ann')).toBe(true)
  expect(filter.matches(document({ area: perforated(9), owner: 'ann' }), 'bea')).toBe(false)
})

test('A filter that takes too long for a document grants nothing of it, each time, and keeps nobody waiting', () => {
  const filter = grantFilter('geo::contains(area, geo({"lat": 0.5, "lng": 0.5}))')
  const large = document({ area: perforated(9000) })
  const begun = performance.now()
  for (let n = 0; n < 3; n += 1) expect(filter.matches(large, 'ann')).toBe(false)
  const words = grantFilter('count(list[count(^.list[@ == ^]) > 0]) > 0')
  expect(words.matches(document({ list: Array.from({ length: 10_000 }, (_, n) => n) }), 'ann')).toBe(false)
  expect(performance.now() - begun).toBeLessThan(2000)
})
