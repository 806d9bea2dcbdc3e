import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { observationsToCsv } from '#lib/figures/serialize.ts'
import type { TableOptions } from '#sanity/import/plan-figures.ts'
import { OBSERVATION_FIELDS, toObservations } from '#sanity/observation.ts'
import { SEALED_TYPES } from '#sanity/sealed-types.ts'
import { importContent } from '#scripts/site/import-content.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

let lake: TestLake
let client: SanityClient
let directory: string

const named = (id: string, type: string, more: object) => ({ _id: id, _type: type, name: id, ...more })
const unit = (code: string, kind: string) =>
  named(`unit-${code}`, 'unit', { code, kind, names: [{ language: 'en', one: code, other: code }] })

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-figures-'))
  lake = await startLake({ sealedTypes: SEALED_TYPES })
  client = lake.client('administrator').withConfig({ perspective: 'raw' })
  const indicator = { slug: { current: 'coca-cultivation' }, unit: { _type: 'reference', _ref: 'unit-ha' } }
  await client
    .transaction()
    .create(unit('ha', 'area'))
    .create(unit('t', 'mass'))
    .create(named('series-us', 'series', { code: 'us' }))
    .create(named('indicator-coca', 'indicator', indicator))
    .create(named('country-peru', 'country', { iso2: 'PE', slug: { current: 'peru' } }))
    .commit({ visibility: 'sync' })
})
afterAll(async () => {
  await lake.close()
  await rm(directory, { recursive: true })
})
beforeEach(async () => {
  await client.delete({ query: '*[_type in ["observation", "source"]]' })
})

const HEADER = ['indicator', 'place', 'value', 'unit', 'period', 'series', 'source_title', 'source_publisher', 'note']
const row = (value: string, period = '2014', note = '') => ['coca-cultivation', 'PE', value, 'ha', period, 'us', 'Un año', 'Bureau', note]
const table = (rows: readonly (readonly string[])[], separator = ',') =>
  [HEADER, ...rows].map((cells) => cells.join(separator)).join('\r\n')

async function importTable(bytes: string | Buffer, options: TableOptions = {}, isDryRun = false): Promise<readonly string[]> {
  const path = join(directory, 'figures.csv')
  await writeFile(path, bytes)
  const said: string[] = []
  await importContent(client, { path, isDryRun, isAgreed: true, table: options }, (line) => said.push(line))
  return said
}

const written = () =>
  client.fetch<unknown[]>('*[_type == "observation"] | order(period.start){"at": period.start, value, "from": citation.source->title}')
const count = () => client.fetch<number>('count(*[_type in ["observation", "source"]])')

describe.each([',', ';', '\t'])('a table separated by %j', (separator) => {
  test('goes in whole, once, with its source, in every encoding that is told apart or said', async () => {
    const text = table([row('46500'), row('3.5', '2015')], separator)
    const utf16 = Buffer.from(text, 'utf16le')
    const forms: [Buffer, TableOptions][] = [
      [Buffer.from(text), {}],
      [Buffer.from(`\uFEFF${text}`), {}],
      [Buffer.from(`\uFEFF${text}`, 'utf16le'), {}],
      [utf16, {}],
      [Buffer.from(utf16).swap16(), {}],
      [Buffer.from(text, 'latin1'), { encoding: 'windows-1252' }],
    ]
    for (const [index, [bytes, options]] of forms.entries())
      expect(await importTable(bytes, options)).toContain(index === 0 ? 'Done: 2 figures written.' : 'There is nothing to write.')
    expect(await written()).toEqual([
      { at: '2014', value: 46_500, from: 'Un año' },
      { at: '2015', value: 3.5, from: 'Un año' },
    ])
  })
})

test('Decimal commas are taken where a value shows them beyond doubt, or where they are said', async () => {
  await importTable(table([row('3,25'), row('46.500,5', '2015')], ';'))
  await importTable(table([row('46,500', '2016')], ';'), { decimal: 'point' })
  expect(await written()).toMatchObject([{ value: 3.25 }, { value: 46_500.5 }, { value: 46_500 }])
})

test('The site’s own download of figures goes in again and changes nothing', async () => {
  await importTable(table([row('46500', '2014', '"Says ""about"", twice"'), row('3.5', '2012-01/2013')]))
  const answers = await client.fetch<unknown[]>(`*[_type == "observation"]{${OBSERVATION_FIELDS}}`)
  expect(await importTable(observationsToCsv(toObservations(answers)))).toEqual([
    'Figures: 0 new, 2 unchanged; 0 sources that may be new',
    'There is nothing to write.',
  ])
})

const wrong = (cells: Readonly<Record<string, string>>) => HEADER.map((name, index) => cells[name] ?? row('46500')[index] ?? '')

test.each([
  ['an unknown unit', { unit: 'acre' }, 'unit: "acre" is not known on the site: correct it'],
  ['no unit', { unit: '' }, 'unit: Is empty: say in which unit the value is'],
  ['a unit that does not fit', { unit: 't' }, 'unit: "coca-cultivation" is measured in ha, and t is no such unit: choose another unit'],
  ['no period', { period: '' }, 'period: Is empty: say which time the value is for'],
  ['a period that there is not', { period: '2014-13' }, 'period: '],
  ['no source', { source_title: '' }, 'source_title: No source: give source_publisher with source_title'],
  ['no value', { value: '' }, 'value: Is empty: write the number'],
  ['words for a value', { value: 'about 5' }, 'value: "about 5" is no number'],
  ['a value that may be two', { value: '"46,500"' }, 'value: "46,500" may be two numbers'],
  ['a place nobody knows', { place: 'Atlantis' }, 'place: "Atlantis" is not known on the site'],
  ['a cell too many', { note: 'a,b' }, 'Has 10 cells where the first row has 9'],
])('A row with %s is named with its line and column, and nothing goes in', async (_, cells, message) => {
  const text = table([row('1', '2011', '"two\r\nlines"'), wrong(cells)])
  await expect(importTable(text)).rejects.toThrow(new RegExp(`line 4[,:].*${message.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 's'))
  expect(await count()).toBe(0)
})

test('A range upside down, an unknown column, a circle and a row twice are refused, each in words', async () => {
  const more = (names: string, ...rows: string[]) => [`${HEADER.join(',')},${names}`, ...rows].join('\n')
  const cells = row('46500').join(',')
  await expect(importTable(more('upper_value', `${cells},46000`))).rejects.toThrow(/line 2, upper_value: The range is upside down/)
  await expect(importTable(more('colour', `${cells},red`))).rejects.toThrow(/columns that are not known, or twice \(colour\)/)
  await expect(importTable(table([row('1'), row('1')]))).rejects.toThrow(/line 3: Says the same as line 2/)
  const names = 'id,supersedes,supersession_kind,supersession_reason'
  const circle = more(names, `${cells},a,b,correction,Wrong`, `${cells},b,a,correction,Wrong`)
  await expect(importTable(circle)).rejects.toThrow(/line 2, supersedes: The figures would take each other’s place in a circle/)
  await expect(importTable(more(names, `${cells},a,nobody,correction,Wrong`))).rejects.toThrow(/No figure has the id "nobody"/)
  await expect(importTable(more(names, `${cells},a,b,,`))).rejects.toThrow(/supersession_reason: Say in supersession_kind/)
  expect(await count()).toBe(0)
})

test('A published figure is never rewritten, and one that takes its place goes in before or after it', async () => {
  const names = 'id,supersedes,supersession_kind,supersession_reason'
  const text = (value: string, ...more: string[]) =>
    [`${HEADER.join(',')},${names}`, ...more, `${row(value).join(',')},first,,,`].join('\n')
  await importTable(text('1', `${row('2').join(',')},second,first,correction,Counted twice`))
  expect(await client.fetch('*[_id == "second"][0].supersedes._ref')).toBe('first')
  await expect(importTable(text('7'))).rejects.toThrow(/line 2, id: Is published with other values, which stay/)
})

test('What is no table, or in no encoding, says what to do', async () => {
  await expect(importTable('hello')).rejects.toThrow(/must name the columns, and lacks indicator, place, value, unit, series/)
  await expect(importTable(table([row('1')], '|'))).rejects.toThrow(/separated by something else/)
  await expect(importTable(Buffer.from(table([row('1')]), 'latin1'))).rejects.toThrow(
    /not in UTF-8: save it as "CSV UTF-8", or say --encoding/,
  )
  await expect(importTable(`${table([row('1')])}\n"never ended`)).rejects.toThrow(/is no table/)
  expect(await importTable(table([row('1')]), {}, true)).toContain('Nothing was written, as --dry-run asks for.')
  expect(await count()).toBe(0)
})
