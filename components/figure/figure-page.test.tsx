import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { JsonLd } from '#components/ui/json-ld.tsx'
import { observation } from '#tests/support/observations.ts'
import { Comparison } from './comparison.tsx'
import { Disagreements } from './disagreements.tsx'
import { figureJsonLd } from './figure-json-ld.ts'

const us = observation({ id: 'us' })
const un = observation({ id: 'un', value: 42_900, series: 'un', source: 'un' })

it('says in words where series disagree, and nothing where they agree', () => {
  const html = renderToStaticMarkup(<Disagreements observations={[us, un]} language="en" />)
  expect(html).toContain('<li>2014: U.S. estimates: 46,500 hectares and UN estimates: 42,900 hectares.</li>')
  const same = observation({ id: 'same', series: 'un' })
  expect(renderToStaticMarkup(<Disagreements observations={[us, same]} language="en" />)).toBe('')
})

it('compares places by the latest value of each series that stands', () => {
  const earlier = observation({ id: 'earlier', value: 1, period: '2012' })
  const bolivia = observation({ id: 'bolivia', place: 'bolivia', value: 35_000 })
  const wrong = observation({ id: 'wrong', place: 'bolivia', value: 350_000, period: '2015' })
  const right = observation({
    id: 'right',
    place: 'bolivia',
    value: 36_500,
    period: '2015',
    supersedes: 'wrong',
    supersession: { kind: 'correction', reason: 'A digit too many.' },
  })
  const html = renderToStaticMarkup(<Comparison observations={[earlier, us, un, bolivia, wrong, right]} caption="Latest" language="en" />)
  expect([...html.matchAll(/<td>([\d,]+ hectares)<\/td>/g)].map(([, value]) => value)).toEqual([
    '36,500 hectares',
    '46,500 hectares',
    '42,900 hectares',
  ])
  expect(html).toContain('<a href="/indicators/coca-cultivation/peru">peru</a>')
})

it('describes the values that stand as a data set, and lets no text end its element', () => {
  const address = 'https://example.org/indicators/coca-cultivation/peru'
  const data = figureJsonLd({
    observations: [us, un],
    name: 'Coca </script>',
    description: 'All values.',
    address,
    downloads: { csv: `${address}.csv`, json: `${address}.json` },
    language: 'en',
  })
  const html = renderToStaticMarkup(<JsonLd data={data} />)
  expect(html.match(/<\/script/g)).toHaveLength(1)
  expect(JSON.parse(html.replaceAll(/<\/?script[^>]*>/g, ''))).toMatchObject({
    '@graph': [
      { '@type': 'Dataset', name: 'Coca </script>', temporalCoverage: '2014/2014', distribution: [{ encodingFormat: 'text/csv' }, {}] },
      { '@type': 'Observation', '@id': `${address}#us`, observationDate: '2014', value: { value: 46_500, unitText: 'hectares' } },
      { '@type': 'Observation', value: { value: 42_900 } },
    ],
  })
})
