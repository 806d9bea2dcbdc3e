import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { observation } from '#tests/support/observations.ts'
import { HistoryChart } from './history-chart.tsx'
import { PublishedHistory, type PublishedValue } from './published-history.tsx'

const old = observation({ id: 'old', value: 50_500, period: '2013' })
const now = observation({ id: 'now' })
const later = observation({
  id: 'later',
  value: 49_500,
  period: '2013',
  supersedes: 'old',
  supersession: { kind: 'correction', reason: 'A digit was wrong.' },
})

function value(more: Partial<PublishedValue>): PublishedValue {
  return {
    observationId: 'now',
    text: '46,500 hectares',
    firstNumber: 2,
    lastNumber: 2,
    end: 'stands',
    successor: null,
    why: null,
    sheet: { documentId: 'sheet', slug: 'peru', heading: 'Peru', language: 'en' },
    from: new Date('2026-11-26T10:00:00Z'),
    until: null,
    ...more,
  }
}

const render = (published: readonly PublishedValue[], language: 'en' | 'es' | 'ar' = 'en', hasMore = false) =>
  renderToStaticMarkup(
    <PublishedHistory {...{ published, hasMore, language, observations: [old, now, later], indicator: now.indicator, place: now.place }} />,
  )
const cells = (html: string) => [...html.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replaceAll(/<[^>]*>/g, ''))

it('says of each value in which editions it stood, from when until when, and what took its place and why', () => {
  const before = value({
    observationId: 'old',
    text: '50,500 hectares',
    firstNumber: 1,
    lastNumber: 3,
    end: 'replaced',
    successor: { text: '49,500 hectares' },
    why: { kind: 'correction', reason: 'A digit was wrong.' },
    until: new Date('2026-12-01T10:00:00Z'),
  })
  const html = render([value({}), before])
  expect(cells(html).slice(6)).toEqual([
    '2014',
    '46,500 hectares',
    'Peru, edition 2',
    'November 26, 2026',
    'It stands today',
    '',
    '2013',
    '50,500 hectares',
    'Peru, editions 1 to 3',
    'November 26, 2026',
    'December 1, 2026',
    'Then: 49,500 hectares (correction: A digit was wrong.).',
  ])
  expect(html).toContain('<a href="/fact-sheets/peru/editions/1">')
  expect(html).toContain('<del>50,500 hectares</del>')
})

it('says what superseded a value since, where the sheet still gives it or gives it no longer', () => {
  const html = render([value({ observationId: 'old', text: '50,500 hectares' }), value({ observationId: 'old', end: 'dropped' })])
  expect(html).toContain('Superseded: now 49,500 hectares (correction: A digit was wrong.).')
  expect(html).toContain('The fact sheet no longer gives it. Superseded: now 49,500 hectares')
})

it('says plainly that none was, and that there are more than it shows', () => {
  expect(render([])).toContain('No fact sheet of this site has ever shown one of these values.')
  expect(render([])).not.toContain('<table')
  expect(render([value({})], 'en', true)).toContain('These are the newest 1.')
})

it('has every word in each language, and marks the words of a sheet with its own', () => {
  for (const language of ['es', 'ar'] as const) {
    const html = render([value({ end: 'dropped' }), value({})], language)
    expect(html).not.toMatch(/Ever|\bedition |From|Until|stands|longer/)
    expect(html).toContain('<bdi lang="en"')
  }
})

it('rings the values in the chart that a sheet gives today, and explains the ring only where there is one', () => {
  const chart = (standing?: ReadonlySet<string>) =>
    renderToStaticMarkup(
      <HistoryChart id="h" observations={[old, now, later]} title="Coca" {...(standing && { standing })} language="en" />,
    )
  expect(chart(new Set(['now'])).match(/<g [^>]*chart-standing[^>]*>(<path[^>]*>|<circle[^>]*>|<\/\w+>)+/g)).toHaveLength(2)
  expect(chart(new Set(['now']))).toContain('A ring marks a value')
  expect(chart()).not.toMatch(/A ring marks|chart-standing/)
})
