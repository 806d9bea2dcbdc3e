import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { observation } from '#tests/support/observations.ts'
import { EmbedCode } from './embed-code.tsx'
import { EmbeddedChart } from './embedded-chart.tsx'
import { EmbeddedFigure } from './embedded-figure.tsx'
import { changesTo, changeText } from './value-change.ts'

const first = observation({ id: 'a', value: 4650 })
const second = observation({ id: 'b', supersedes: 'a', supersession: { kind: 'correction', reason: 'A digit was missing.' } })
const third = observation({ id: 'c', value: 46_600, supersedes: 'b', supersession: { kind: 'newData', reason: 'The year was over.' } })
const all = [first, second, third]
const publishedAt = new Map([
  ['b', new Date('2026-11-25T10:00:00Z')],
  ['c', new Date('2026-11-26T10:00:00Z')],
])
const address = 'https://facts.example/indicators/coca-cultivation/peru'

it('says of a value when it was corrected, what it was, and why', () => {
  const html = renderToStaticMarkup(
    <EmbeddedFigure observation={third} changes={changesTo(third, all, publishedAt)} language="en" address={`${address}#c`} />,
  )
  expect(html).toContain('<p class="embed-value">46,600 hectares</p>')
  expect(html).toContain('New data since November 26, 2026: now 46,600 hectares, before 46,500 hectares.')
  expect(html).toContain('Corrected on November 25, 2026: now 46,500 hectares, before 4,650 hectares.')
  expect(html).toContain('Reason: <bdi>A digit was missing.</bdi>')
  expect(html).toContain('<a href="https://www.state.gov/">')
  expect(html).toContain(`<a href="${address}#c" target="_blank" rel="noopener">All values and sources: <bdi>facts.example</bdi></a>`)
  expect(html).not.toMatch(/<script|style="/)
})

it('says the same in each language', () => {
  const [change] = changesTo(second, all, publishedAt)
  if (!change) throw new Error('There is no change.')
  expect(changeText(change, 'es')).toBe('Corregido el 25 de noviembre de 2026: ahora 46.500 hectáreas, antes 4650 hectáreas.')
  expect(changeText(change, 'ar')).toContain('صُحِّح في 25 نوفمبر 2026')
})

it('ends where values supersede each other in a circle', () => {
  const one = observation({ id: 'one', supersedes: 'two' })
  const two = observation({ id: 'two', supersedes: 'one' })
  expect(changesTo(one, [one, two], new Map())).toHaveLength(2)
})

it('tells below a chart of corrections with their period, and gives all sources by their numbers', () => {
  const earlier = observation({ id: 'd', period: '2013', value: 40_000, source: 'other' })
  const html = renderToStaticMarkup(
    <EmbeddedChart observations={[earlier, ...all]} publishedAt={publishedAt} language="en" address={address} />,
  )
  expect(html).toContain('2014: New data since November 26, 2026')
  expect(html).toContain('<svg')
  expect([...html.matchAll(/<li value="(\d+)"/g)].map(([, number]) => number)).toEqual(['1', '2'])
})

it('gives HTML to copy that shows the chart and the latest value', () => {
  const html = renderToStaticMarkup(<EmbedCode observations={all} language="es" origin="https://facts.example" />)
  expect(html).toContain('src=&quot;https://facts.example/es/embed/charts/coca-cultivation/peru&quot;')
  expect(html).toContain('src=&quot;https://facts.example/es/embed/figures/c&quot;')
})
