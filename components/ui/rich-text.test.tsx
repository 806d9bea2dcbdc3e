import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { parseObservation } from '#lib/figures/observation.ts'
import { toBody } from '#sanity/body.ts'
import { RichText } from './rich-text.tsx'

const area = parseObservation({
  id: 'area',
  indicator: { id: 'coca', slug: 'coca', name: 'Coca' },
  place: { id: 'peru', slug: 'peru', name: 'Peru' },
  measure: 'level',
  value: 46500,
  asPrinted: '46,500 hectares (ha)',
  qualifier: 'estimated',
  unit: {
    id: 'ha',
    code: 'ha',
    symbol: 'ha',
    kind: 'area',
    names: [
      { language: 'en', one: 'hectare', other: 'hectares' },
      { language: 'es', one: 'hectárea', other: 'hectáreas' },
    ],
  },
  period: { type: 'year', start: '2014', end: '2014' },
  series: { id: 'us', code: 'us', name: 'U.S. estimates' },
  source: { id: 'report', publisher: 'A bureau' },
})

const span = (text: string, marks: string[] = []) => ({ _type: 'span', _key: text, text, marks })
const body = toBody(
  [
    {
      _type: 'block',
      _key: 'a',
      children: [
        span('An '),
        { _type: 'figure', _key: 'f', observation: { _ref: 'area' }, form: 'unitAndSymbol', hedged: true },
        span(' in '),
        span('2014', ['year']),
        span(', '),
        span('the lowest', ['lowest']),
        span('.'),
      ],
      markDefs: [
        { _type: 'unbound', _key: 'year', reason: 'date' },
        { _type: 'claim', _key: 'lowest', basis: 'stated', comparison: 'lowest' },
      ],
    },
  ],
  new Map([['area', area]]),
)
const textIn = (language: string): string => renderToStaticMarkup(<RichText body={body} language={language} />)

test('A figure reads as words within its sentence, with its value beside them; claims and dates add nothing to the text', () => {
  expect(textIn('en')).toBe('<p>An <data value="46500" class="figure">estimated 46,500 hectares (ha)</data> in 2014, the lowest.</p>')
})

test('A figure is written in the language of the text, and in English inside a language that we have no words of', () => {
  expect(textIn('es')).toContain('hectáreas (ha)</data>')
  expect(textIn('fr')).toContain('estimated 46,500 hectares (ha)</data>')
})
