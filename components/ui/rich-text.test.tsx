import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { termNotesOf } from '#components/glossary/term-notes.ts'
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

const termBlock = (words: string) =>
  toBody(
    [
      {
        _type: 'block',
        _key: 'a',
        children: [span('Figures of '), span(words, ['t']), span('.')],
        markDefs: [{ _type: 'definedTerm', _key: 't', term: { _ref: 'term' } }],
      },
    ],
    new Map(),
  )
const unodc = {
  id: 'term',
  term: 'United Nations Office on Drugs and Crime',
  abbreviation: 'UNODC',
  definition: 'An office.',
  language: 'en',
}

function explained(words: string): string {
  const text = termBlock(words)
  const marks: readonly object[] = text.flatMap((block) => ('markDefs' in block ? (block.markDefs ?? []) : []))
  const terms = termNotesOf([text], new Map(marks.map((mark) => [mark, unodc])), 'en', 'en')
  return renderToStaticMarkup(<RichText body={text} language="en" terms={terms} />)
}

test('A marked term opens what it means, where it stands; an abbreviation is told as one', () => {
  const markup = explained('UNODC')
  expect(markup).toContain(
    'Figures of <a id="term-1-at" href="#term-1" class="figure term" role="doc-glossref"><abbr title="United Nations Office on Drugs and Crime">UNODC</abbr></a>.</p>',
  )
  expect(markup).toContain('<div id="term-1" hidden="" role="doc-footnote"')
  expect(markup).toContain('An office.')
  expect(explained('the U.N. office')).not.toContain('<abbr')
})

test('The lasting address of a paragraph adds no word to it', () => {
  const markup = renderToStaticMarkup(
    <RichText body={termBlock('UNODC')} language="es" lastingAddressOf={(key) => `/fact-sheets/x/p/${key}`} />,
  )
  expect(markup).toBe(
    '<p>Figures of UNODC.<a href="/fact-sheets/x/p/a" aria-label="Dirección permanente de este párrafo" class="paragraph-link"></a></p>',
  )
})
