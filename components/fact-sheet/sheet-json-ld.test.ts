import jsonld from 'jsonld'
import { expect, it } from 'vitest'
import { observation } from '#tests/support/observations.ts'
import { sheetJsonLd } from './sheet-json-ld.ts'
import { figureJsonLd } from '../figure/figure-json-ld.ts'

const SCHEMA = 'https://schema.org/'
const figurePage = () => 'https://facts.example.org/indicators/coca-cultivation/peru'
const us = observation({ id: 'us' })
const un = observation({ id: 'un', value: 42_900, series: 'un' })
const range = observation({ id: 'range', value: 1, upperValue: 2, period: '2013' })

/** The context of schema.org, which is never asked for over the network: every name is one of its own. */
const documentLoader: jsonld.Options.DocLoader['documentLoader'] = async (url) => {
  if (url !== 'https://schema.org') throw new Error(`${url} is not to be loaded.`)
  return { documentUrl: url, document: { '@context': { '@vocab': SCHEMA, url: { '@type': '@id' } } } }
}

const sheet = {
  heading: 'Peru',
  language: 'en',
  summary: 'What is measured in Peru.',
  institution: { name: 'Bureau', motto: null, seal: null, printLabel: 'banner' },
  sources: [{ key: 's', title: 'Report', publisher: 'Bureau', url: 'https://example.org/report', date: '2015', page: null, table: null }],
}
const edition = { number: 3, first: new Date('2020-01-01'), updated: new Date('2021-01-01') }
const address = 'https://facts.example.org/fact-sheets/peru'

it('describes a sheet, an edition and a figure as linked data in which nothing is lost, and every reference leads somewhere', async () => {
  const graphs = [
    sheetJsonLd({ sheet, address, edition, observations: [us, un, range], figurePage }),
    sheetJsonLd({ sheet, address: `${address}/editions/3`, work: address, edition, observations: [us], figurePage }),
    figureJsonLd({
      observations: [us, un],
      name: 'Coca',
      description: 'All.',
      address: figurePage(),
      downloads: { csv: `${address}.csv`, json: `${address}.json` },
      language: 'en',
    }),
  ]
  for (const graph of graphs) {
    // In safe mode the processor refuses whatever it would have to drop.
    const quads = await jsonld.toRDF(graph as object, { documentLoader, safe: true } as jsonld.Options.ToRdf)
    const expanded = await jsonld.expand(graph as object, { documentLoader, safe: true } as jsonld.Options.Expand)
    expect((quads as unknown[]).length).toBeGreaterThan(20)
    const types = expanded.flatMap((node) => node['@type'] ?? [])
    expect(types.filter((type) => !type.startsWith(SCHEMA))).toEqual([])
    const ids = new Set(expanded.map((node) => node['@id']))
    const mentions = expanded.flatMap((node) => (node[`${SCHEMA}mentions`] as { '@id': string }[] | undefined) ?? [])
    expect(mentions.filter((mention) => !ids.has(mention['@id']))).toEqual([])
  }
  const [article] = await jsonld.expand(graphs[0] as object, { documentLoader } as jsonld.Options.Expand)
  expect(article).toMatchObject({
    '@type': [`${SCHEMA}Article`],
    [`${SCHEMA}headline`]: [{ '@value': 'Peru' }],
    [`${SCHEMA}version`]: [{ '@value': 3 }],
    [`${SCHEMA}dateModified`]: [{ '@value': '2021-01-01T00:00:00.000Z' }],
  })
})
