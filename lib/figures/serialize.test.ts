import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { observation } from '#tests/support/observations.ts'
import { parseObservation } from './observation.ts'
import type { Publication } from './publication.ts'
import { observationsToCsv, observationsToJson } from './serialize.ts'

const OLD = observation({ id: 'old', value: -5.4, note: 'a "quoted", line\nand another', upperValue: -1 })
const NEW = observation({
  id: 'new',
  qualifier: 'about',
  supersedes: 'old',
  supersession: { kind: 'correction', reason: '=HYPERLINK("https://example.org")' },
})

describe('observationsToCsv', () => {
  it('writes a header and a line for each observation, ended and quoted as RFC 4180 says', () => {
    const csv = observationsToCsv([OLD, NEW])
    const [header, ...rest] = csv.split('\r\n')
    expect(header?.split(',').slice(0, 8)).toEqual([
      'id',
      'indicator_id',
      'indicator',
      'place_id',
      'place',
      'measure',
      'value',
      'upper_value',
    ])
    expect(rest).toHaveLength(3)
    expect(rest[0]).toContain('"a ""quoted"", line\nand another"')
    expect(csv.endsWith('\r\n')).toBe(true)
  })

  it('leaves numbers as they are, and disarms what a spreadsheet would run', () => {
    const csv = observationsToCsv([OLD, NEW])
    expect(csv).toContain(',level,-5.4,-1,')
    expect(csv).toContain(`"'=HYPERLINK(""https://example.org"")"`)
  })

  it('says of each what it supersedes and what superseded it', () => {
    const [header = '', first = '', second = ''] = observationsToCsv([observation({ id: 'old' }), NEW]).split('\r\n')
    expect(header.split(',').at(-4)).toBe('superseded_by')
    expect(first.split(',').at(-4)).toBe('new')
    expect(second).toContain(',old,correction,')
  })
})

const publication = (more: Partial<Publication>): Publication => ({
  observationId: 'old',
  address: 'https://example.org/fact-sheets/peru/editions/1',
  firstEdition: 1,
  lastEdition: 2,
  from: new Date('2026-11-26T10:00:00Z'),
  until: new Date('2026-12-01T10:00:00Z'),
  text: '-5.4',
  language: 'en',
  successor: null,
  why: null,
  ...more,
})

describe('where values were published', () => {
  const another = publication({ address: 'https://example.org/es/fact-sheets/peru/editions/4', from: new Date('2026-11-27T10:00:00Z') })

  it('is told in CSV: since when, until when, and in which editions', () => {
    const rows = (...given: Publication[]) =>
      observationsToCsv([OLD, NEW], given)
        .split('\r\n')
        .map((row) => row.split(',').slice(-3))
    expect(rows(publication({}), another)).toMatchObject([
      ['first_published_here', 'published_here_until', 'published_in'],
      ['2026-11-26T10:00:00.000Z', '2026-12-01T10:00:00.000Z', `${publication({}).address} ${another.address}`],
      ['', '', ''],
      {},
    ])
    expect(rows(publication({}), publication({ until: null }))[1]?.[1]).toBe('')
  })

  it('is told in JSON, with what took their place', () => {
    const successor = { observationId: 'new', text: '46,500 hectares' }
    expect(JSON.parse(observationsToJson([OLD], [publication({ successor })]))).toMatchObject({
      publishedHere: [{ observationId: 'old', from: '2026-11-26T10:00:00.000Z', successor }],
    })
  })
})

describe('observationsToJson', () => {
  it('reads back as the same observations', () => {
    const { observations } = z.object({ observations: z.array(z.unknown()) }).parse(JSON.parse(observationsToJson([OLD, NEW])))
    expect(observations.map(parseObservation)).toEqual([OLD, NEW])
    expect(observations).toMatchObject([{ supersededBy: 'new' }, { supersededBy: null }])
  })
})
