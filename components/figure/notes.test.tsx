import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { RichText } from '#components/ui/rich-text.tsx'
import type { Claim } from '#lib/figures/claim.ts'
import type { Body, BodyFigure } from '#sanity/body.ts'
import { observation } from '#tests/support/observations.ts'
import { Endnotes } from './endnotes.tsx'
import { notesOf } from './notes.ts'

const area = observation({ id: 'area', qualifier: 'estimated', asPrinted: '46,500 hectares (ha)', status: 'estimate' })
const before = observation({ id: 'before', value: 49_800, period: '2013' })
const rival = observation({ id: 'rival', value: 42_900, series: 'un', source: 'un' })
const next = observation({
  id: 'next',
  value: 47_000,
  supersedes: 'area',
  supersession: { kind: 'correction', reason: 'A digit was wrong.' },
})

const span = (key: string, text: string, marks: readonly string[] = []) => ({ _type: 'span', _key: key, text, marks })
const figure = (key: string, claim: Claim | null = null): BodyFigure => ({
  _type: 'figure',
  _key: key,
  observation: area,
  form: 'unitAndSymbol',
  hedged: true,
  claim,
})
const computed: Claim = { basis: 'computed', comparison: 'difference', observations: ['before', 'area'], window: null }

/** "With an … in 2014, the lowest in years.", where the last words are a claim that the source states. */
const body = [
  {
    _type: 'block',
    _key: 'a',
    style: 'normal',
    markDefs: [{ _type: 'claim', _key: 'low', basis: 'stated', comparison: 'lowest', observations: [{ _ref: 'area' }] }],
    children: [span('1', 'With an '), figure('2'), span('3', ' in 2014, '), span('4', 'the lowest in years', ['low']), span('5', '.')],
  },
  { _type: 'block', _key: 'b', style: 'normal', listItem: 'bullet', level: 1, markDefs: [], children: [figure('1', computed)] },
] as unknown as Body

const notes = (known = [before, rival]) => notesOf([body], 'en', known, 'en')
const html = (known?: Parameters<typeof notes>[0]) => renderToStaticMarkup(<RichText body={body} language="en" notes={notes(known)} />)

describe('a figure in its sentence', () => {
  it('is a link to its note, and the words of the paragraph stay what they are', () => {
    const [paragraph = ''] = /<p>.*?<\/p>/.exec(html()) ?? []
    expect(paragraph.replaceAll(/<[^>]+>/g, '')).toBe('With an estimated 46,500 hectares (ha) in 2014, the lowest in years.')
    expect(paragraph).toContain(
      '<a id="figure-1-at" href="#figure-1" class="figure" role="doc-noteref" data-note="1">estimated 46,500 hectares (ha)</a>',
    )
    expect(paragraph).toContain('data-note="2">the lowest in years</a>')
  })

  it('is followed, below its paragraph or within its list item, by its notes, each hidden', () => {
    expect(html()).toMatch(/<\/p><div id="figure-1" hidden="".*<div id="figure-2" hidden="".*<li>.*<div id="figure-3" hidden="".*<\/li>/)
    expect(html().match(/role="doc-footnote"/g)).toHaveLength(3)
  })

  it('is words alone where a page has no notes', () => {
    expect(renderToStaticMarkup(<RichText body={body} language="en" />)).not.toMatch(/doc-noteref|doc-footnote/)
  })
})

describe('a note', () => {
  it('says whether the source states it or it was computed, and from what', () => {
    expect(html()).toContain('Stated by the source itself')
    expect(html()).toContain('Computed from 49,800 hectares (2013) and estimated 46,500 hectares (2014)')
  })

  it('tells what other series say of the same time, and what took the place of the value and why', () => {
    expect(html()).toMatch(/UN estimates<\/dt><dd>42,900 hectares/)
    expect(html()).not.toContain('Since superseded')
    expect(html([before, rival, next])).toContain('47,000 hectares (correction: A digit was wrong.)')
  })

  it('links to the source and says that it bears no date', () => {
    expect(html()).toContain('<a href="https://www.state.gov/"><bdi>A sheet</bdi></a>')
    expect(html().replaceAll(/<[^>]+>/g, '')).toContain('A sheet, U.S. Department of State, undated')
  })
})

describe('endnotes', () => {
  it('give each source in full once, and no address that the paper gives elsewhere', () => {
    const paper = renderToStaticMarkup(<Endnotes notes={notes()} addresses={new Set()} />)
    expect(paper.match(/<li>/g)).toHaveLength(3)
    expect(paper.match(/href="https:\/\/www\.state\.gov\/"/g)).toHaveLength(1)
    expect(paper).toContain('Source as in note 1.')
    expect(renderToStaticMarkup(<Endnotes notes={notes()} addresses={new Set(['https://www.state.gov/'])} />)).not.toContain('href')
  })
})
