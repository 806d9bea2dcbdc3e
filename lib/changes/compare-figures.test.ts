import { expect, test } from 'vitest'
import { compareFigures, type ShownFigure, type ShownObservation } from './compare-figures.ts'

const year = (date: string) => ({ type: 'year' as const, start: date, end: date })
const figure = (key: string, id: string, value: number, more: Partial<ShownObservation> = {}): ShownFigure => ({
  key,
  text: value.toLocaleString('en'),
  observation: {
    id,
    value,
    upperValue: null,
    unit: 'ha',
    indicator: 'Coca cultivation',
    place: 'Peru',
    period: year('2014'),
    supersedes: null,
    supersession: null,
    ...more,
  },
})
const old = figure('one', 'old', 46_500)
const corrected = { supersedes: 'old', supersession: { kind: 'correction', reason: 'Counted twice.' } }

test('Another value under the same key is a change, with the reason of the observation that took the place', () => {
  expect(compareFigures([old], [figure('one', 'new', 42_900, corrected)])).toEqual([
    {
      kind: 'changed',
      indicator: 'Coca cultivation',
      place: 'Peru',
      before: { observation: 'old', text: '46,500', period: year('2014') },
      after: { observation: 'new', text: '42,900', period: year('2014') },
      why: corrected.supersession,
    },
  ])
})

test('A figure written anew elsewhere is the same one: by what it supersedes, or by what it speaks of', () => {
  const kinds = (after: ShownFigure) => compareFigures([old], [after]).map(({ kind }) => kind)
  expect(kinds(figure('two', 'new', 42_900, { ...corrected, period: year('2015') }))).toEqual(['changed'])
  expect(kinds(figure('two', 'new', 42_900))).toEqual(['changed'])
  expect(kinds(figure('two', 'new', 42_900, { period: year('2015') }))).toEqual(['added', 'removed'])
})

test('The same value is no change, whoever says it, wherever and in whatever words', () => {
  expect(compareFigures([old], [{ ...figure('two', 'new', 46_500), text: 'some 46,500' }])).toEqual([])
})

test('Each part of what a figure says counts: value, upper value, unit, period, place, indicator', () => {
  const others: Partial<ShownObservation>[] = [
    { value: 1 },
    { upperValue: 50_000 },
    { unit: 't' },
    { period: year('2015') },
    { place: 'Bolivia' },
    { indicator: 'Coca eradication' },
  ]
  expect(others.map((other) => compareFigures([old], [figure('one', 'old', 46_500, other)]).length)).toEqual(others.map(() => 1))
})
