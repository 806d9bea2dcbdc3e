import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { observation, type Given } from '#tests/support/observations.ts'
import { HistoryChart } from './history-chart.tsx'
import { HistoryTable } from './history-table.tsx'

const GIVEN: readonly Given[] = [
  { id: 'a', value: 49_500, period: '2011', asPrinted: '49,500 hectares', qualifier: 'estimated' },
  { id: 'b', value: 50_500, period: '2012' },
  { id: 'c', value: 46_500, period: '2014', source: 'ondcp' },
  { id: 'd', value: 42_900, period: '2014', series: 'un', source: 'un' },
  { id: 'old', value: 5_050, period: '2012' },
]
const CORRECTION = { supersedes: 'old', supersession: { kind: 'correction' as const, reason: 'A digit was missing.' } }
const ALL = GIVEN.map((given) => observation(given.id === 'b' ? { ...given, ...CORRECTION } : given))

const chart = (observations = ALL, language: 'en' | 'es' | 'ar' = 'en') =>
  renderToStaticMarkup(<HistoryChart id="area" observations={observations} title="Coca in Peru" language={language} />)
const table = (language: 'en' | 'es' | 'ar' = 'en') =>
  renderToStaticMarkup(<HistoryTable observations={ALL} caption="All values" language={language} />)

describe('HistoryChart', () => {
  it('draws a line for each run without a gap, wide and narrow, and a mark for each value', () => {
    const svg = chart()
    // Of the first series, 2011 and 2012; 2014 stands alone, as does the other series.
    const lines = svg.match(/<g [^>]*class="row-\d"[^>]*><path d="M[\d.,]+(L[\d.,]+)+"/g)
    expect(lines?.map((line) => /row-\d/.exec(line)?.[0])).toEqual(['row-0', 'row-0'])
    expect(svg.match(/<title>/g)).toHaveLength(2 * ALL.length)
  })

  it('carries no inline style, which the policy of public pages forbids', () => {
    expect(chart()).not.toMatch(/<style| style=/)
    expect(table()).not.toMatch(/<style| style=/)
  })

  it('tells series apart by the shape of their marks, and is named and described for who does not see it', () => {
    const svg = chart()
    expect(svg).toContain('stroke-dasharray="6 4"')
    expect(svg).toMatch(/role="img" aria-labelledby="area-title" aria-describedby="area-text"/)
    expect(svg).toContain('<figcaption id="area-title">Coca in Peru</figcaption>')
    expect(svg).toContain('range from 46,500 hectares (2014) to 50,500 hectares (2012)')
  })

  it('names at each value its period, its series and its source', () => {
    expect(chart()).toContain('<title>2011\nestimated 49,500 hectares\nU.S. estimates\nA sheet</title>')
  })

  it('draws nothing of two units, and nothing of nothing', () => {
    expect(chart([...ALL, observation({ unit: 't' })])).toBe('')
    expect(chart([])).toBe('')
  })

  it.each(['es', 'ar'] as const)('has every word in %s', (language) => {
    expect(chart(ALL, language)).not.toContain('The small numbers')
    expect(table(language)).not.toContain('Period')
  })
})

describe('HistoryTable', () => {
  it('has each value with its source, and strikes what was superseded, saying by what and why', () => {
    const html = table()
    expect(html.match(/<tr id=/g)).toHaveLength(ALL.length)
    expect(html).toContain('<del>5,050 hectares</del>')
    expect(html).toContain('Superseded: now 50,500 hectares (correction: A digit was missing.).')
    expect(html).toContain('<a href="https://www.state.gov/">A sheet</a>, U.S. Department of State')
  })
})
