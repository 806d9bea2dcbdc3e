import { expect, test } from 'vitest'
import { observationWords } from './observation-words.ts'

const coca = { indicator: 'Coca under cultivation', place: 'Peru', type: 'year', start: '2014', end: '2014', value: 46_500, symbol: 'ha' }

test('A figure is told from others by one line: what, where, when, how much, and by whom', () => {
  expect(observationWords({ ...coca, qualifier: 'estimated', series: 'U.S. estimates', publisher: 'A bureau' })).toEqual({
    title: 'Coca under cultivation, Peru, 2014: estimated 46,500 ha (U.S. estimates)',
    subtitle: 'A bureau',
  })
})

test.each([
  [{ value: 5_000_000, symbol: '$', breakdown: 'INCLE' }, 'Coca under cultivation, INCLE, Peru, 2014: $5,000,000'],
  [{ upperValue: null, breakdown: null, qualifier: null, series: null }, 'Coca under cultivation, Peru, 2014: 46,500 ha'],
  [{ value: -18, symbol: '%' }, 'Coca under cultivation, Peru, 2014: -18%'],
  [{ value: 32_000, upperValue: 45_000, symbol: undefined, code: 'count' }, 'Coca under cultivation, Peru, 2014: 32,000 to 45,000'],
  [{ value: 42.8, symbol: undefined, code: 'per 100,000 people' }, 'Coca under cultivation, Peru, 2014: 42.8 per 100,000 people'],
  [{ value: undefined, place: undefined }, 'Coca under cultivation, no place yet, 2014: no value yet'],
])('What is there of a figure is shown: %o', (more, title) => {
  expect(observationWords({ ...coca, ...more }).title).toBe(title)
})
