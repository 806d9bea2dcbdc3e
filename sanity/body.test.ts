import { expect, test } from 'vitest'
import { parseObservation } from '#lib/figures/observation.ts'
import { toBody } from './body.ts'
import { toClaim } from './claim.ts'
import { figureIds } from '#lib/figures/figure-ids.ts'
import { paragraphsOf } from './plain-text.ts'

test('Text stays as it is, pictures get their addresses, and a picture without a file is left out', () => {
  const text = { _type: 'block' as const, _key: 'a', children: [{ _type: 'span', _key: 's', text: 'Words' }] }
  const picture = { _type: 'picture' as const, _key: 'b', asset: { _ref: 'image-abc-10x20-png' }, alt: 'A dot' }
  const body = toBody([text, picture, { _type: 'picture', _key: 'c' }], new Map())
  expect(body[0]).toEqual(text)
  expect(body[1]).toMatchObject({ _type: 'picture', _key: 'b', width: 10, height: 20, alt: 'A dot' })
  expect(body).toHaveLength(2)
})

const figure = { _type: 'figure', _key: 'f', observation: { _type: 'reference', _ref: 'area' }, form: 'unitAndSymbol', hedged: true }
const sentence = [
  {
    _type: 'block' as const,
    _key: 'a',
    children: [{ _type: 'span', _key: 's', text: 'An ' }, figure, { _type: 'span', _key: 't', text: ' of it.' }],
  },
]
const area = parseObservation({
  id: 'area',
  indicator: { id: 'coca', slug: 'coca', name: 'Coca' },
  place: { id: 'peru', slug: 'peru', name: 'Peru' },
  measure: 'level',
  value: 46500,
  asPrinted: '46,500 hectares (ha)',
  qualifier: 'estimated',
  unit: { id: 'ha', code: 'ha', symbol: 'ha', kind: 'area', names: [{ language: 'en', one: 'hectare', other: 'hectares' }] },
  period: { type: 'year', start: '2014', end: '2014' },
  series: { id: 'us', code: 'us', name: 'U.S. estimates' },
  source: { id: 'report', publisher: 'A bureau' },
})

test('A figure gets its observation, and reads as words wherever text is wanted', () => {
  const body = toBody(sentence, new Map([['area', area]]))
  expect(body[0]).toMatchObject({
    children: [{}, { _type: 'figure', observation: area, form: 'unitAndSymbol', hedged: true, claim: null }, {}],
  })
  expect(paragraphsOf(body, 'en')).toEqual(['An estimated 46,500 hectares (ha) of it.'])
})

test('The observations behind the figures of a document are named, however deep they stand, each once', () => {
  expect(figureIds({ sections: [{ body: sentence }, { body: sentence }], results: null, title: 'Coca' })).toEqual(['area'])
  expect(figureIds({ _type: 'figure' })).toEqual([])
})

test('A claim that does not say yet what it claims is none', () => {
  expect(toClaim({ basis: 'stated' })).toBeNull()
  expect(toClaim({ basis: 'stated', comparison: 'lowest', observations: [{ _ref: 'area' }], window: { end: '2014' } })).toEqual({
    basis: 'stated',
    comparison: 'lowest',
    observations: ['area'],
    window: { start: null, end: '2014' },
  })
})

test('A document without text gives none', () => {
  expect(toBody(null, new Map())).toEqual([])
  expect(toBody(undefined, new Map())).toEqual([])
})
