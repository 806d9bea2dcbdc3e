import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { parseObservation } from '#lib/figures/observation.ts'
import { toBody } from '#sanity/body.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'
import { Contents, headingsOf } from './contents.tsx'
import { KeyFacts, keyFactsOf } from './key-facts.tsx'

const observation = (id: string, supersedes: string | null = null) =>
  parseObservation({
    id,
    supersedes,
    supersession: supersedes === null ? null : { kind: 'newData', reason: 'More is known.' },
    indicator: { id: 'coca', slug: 'coca', name: 'Coca under cultivation', names: [{ language: 'es', value: 'Cultivo de coca' }] },
    place: { id: 'peru', slug: 'peru', name: 'Peru' },
    measure: 'level',
    value: 46500,
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

const chosen = (...keyFacts: readonly string[]) => ({
  aids: { keyFacts, relatedSheets: [], country: null, reviewedAt: null, nextReviewAt: null },
})

test('Key facts are figures of the sheet itself, in the order chosen; what its text does not say is none', () => {
  const said = [observation('a'), observation('b')]
  expect(keyFactsOf(chosen('b', 'foreign', 'a'), said, said).map(({ id }) => id)).toEqual(['b', 'a'])
})

test('A key fact whose figure took the place of another in the text is the newer one, once', () => {
  const [old, newer] = [observation('old'), observation('newer', 'old')]
  expect(keyFactsOf(chosen('old', 'newer'), [newer], [old, newer]).map(({ id }) => id)).toEqual(['newer'])
  expect(keyFactsOf(chosen('old'), [old], [old, newer]).map(({ id }) => id)).toEqual(['old'])
})

test("A key fact is a value in the sheet's language, under the name of what it measures, and opens the note of its figure", () => {
  const markup = renderToStaticMarkup(<KeyFacts facts={[{ observation: observation('a'), note: 3 }]} language="en" written="es" />)
  expect(markup).toContain('<dt>Cultivo de coca</dt>')
  expect(markup).toContain('<a href="#figure-3" class="figure" role="doc-noteref" data-note="3">46.500 hectáreas</a>')
  expect(markup).toContain('2014</dd>')
})

const block = (key: string, style: string, text: string) => ({
  _type: 'block' as const,
  _key: key,
  style,
  children: [{ _type: 'span' as const, _key: 's', text, marks: [] }],
  markDefs: [],
})
const sheet = (...headings: readonly (string | null)[]) =>
  ({
    language: 'en',
    sections: headings.map((heading, index) => ({ key: `s${index}`, heading, body: toBody([block('b', 'normal', 'Text')], new Map()) })),
  }) as unknown as FactSheet

test('A sheet with three headings has contents that lead to each; with fewer it has none', () => {
  const markup = renderToStaticMarkup(<Contents sheet={sheet('One', null, 'Two', 'Three')} language="en" />)
  expect(Array.from(markup.matchAll(/href="(#[^"]+)"/g), ([, href]) => href)).toEqual(['#p.s0', '#p.s2', '#p.s3'])
  expect(renderToStaticMarkup(<Contents sheet={sheet('One', null, 'Two')} language="en" />)).toBe('')
})

test('Headings inside a text stand in the contents below those of their section', () => {
  const body = toBody([block('h', 'h2', 'Inner'), block('i', 'h3', 'Innermost'), block('p', 'normal', 'Text')], new Map())
  expect(headingsOf({ sections: [{ key: 's', heading: 'Outer', body }] })).toEqual([
    { key: 's', text: 'Outer', isMinor: false },
    { key: 's.h', text: 'Inner', isMinor: true },
    { key: 's.i', text: 'Innermost', isMinor: true },
  ])
})
