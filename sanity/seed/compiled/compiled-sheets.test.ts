import { evaluate, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { checkClaim } from '#lib/figures/claim.ts'
import { findContradictions, findDisagreements } from '#lib/figures/contradictions.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { isBodyFigure, toBody, type StoredBody } from '../../body.ts'
import { toClaim } from '../../claim.ts'
import { OBSERVATION_FIELDS, toObservations } from '../../observation.ts'
import { paragraphsOf } from '../../plain-text.ts'
import { readSeed } from '../documents.ts'

interface Block {
  readonly markDefs: readonly ({ readonly _type: string; readonly _key: string } & Parameters<typeof toClaim>[0])[]
  readonly children: readonly { readonly _type: string; readonly text?: string; readonly marks?: readonly string[] }[]
}

interface Sheet {
  readonly _id: string
  readonly title: string
  readonly summary: string
  readonly slug: { readonly current: string }
  readonly country: { readonly _ref: string }
  readonly sections: readonly { readonly heading?: string; readonly body: StoredBody & readonly Block[] }[]
  readonly sources: readonly { readonly source: { readonly _ref: string } }[]
}

const { documents } = await readSeed()
const answers: unknown[] = await (await evaluate(parse(`*[_type == "observation"]{${OBSERVATION_FIELDS}}`), { dataset: documents })).get()
const observations = new Map(toObservations(answers).map((found) => [found.id, found]))
const known = [...observations.values()]

const sheets = documents.filter(({ institution }) => JSON.stringify(institution)?.includes('demonstration')) as unknown as readonly Sheet[]
const blocksOf = ({ sections }: Sheet): readonly Block[] => sections.flatMap(({ body }) => body)
const figuresIn = (block: Block) =>
  toBody([block] as unknown as StoredBody, observations).flatMap((shown) =>
    'children' in shown ? shown.children.filter((child) => isBodyFigure(child)) : [],
  )
const claimsIn = (block: Block) => block.markDefs.filter(({ _type }) => _type === 'claim').flatMap((mark) => toClaim(mark) ?? [])
/** What a block shows or rests on. */
const groundOf = (block: Block): readonly Observation[] => {
  const figures = figuresIn(block)
  const claims = [...claimsIn(block), ...figures.flatMap(({ claim }) => claim ?? [])]
  const rests = claims.flatMap((claim) => claim.observations.flatMap((id) => observations.get(id) ?? []))
  return [...figures.map(({ observation }) => observation), ...rests]
}
const wordsOf = ({ sections }: Sheet) =>
  sections.flatMap(({ heading, body }) => [...(heading ? [`# ${heading}`] : []), ...paragraphsOf(toBody(body, observations), 'en')])
const sheetOn = (country: string): Sheet => {
  const found = sheets.find(({ slug }) => slug.current === country)
  if (!found) throw new Error(`There is no compiled sheet on ${country}`)
  return found
}

test('Each country but Peru with three or more figures has a compiled sheet, and no other place has', () => {
  const counts = Map.groupBy(known, ({ place }) => place.id)
  const expected = [...counts].flatMap(([id, { length }]) =>
    length >= 3 && id.startsWith('country-') && id !== 'country-peru' ? [id] : [],
  )
  expect(sheets.map(({ country }) => country._ref).toSorted()).toEqual(expected.toSorted())
  expect(sheets).toHaveLength(14)
})

test('Headings, addresses and summaries are unique, and a summary has 50 to 300 characters', () => {
  for (const values of [sheets.map(({ title }) => title), sheets.map(({ slug }) => slug.current), sheets.map(({ summary }) => summary)])
    expect(new Set(values).size).toBe(sheets.length)
  expect(sheets.filter(({ summary }) => summary.length < 50 || summary.length > 300)).toEqual([])
})

test('Each sheet says in its text, its summary and its banner that it is no official publication', () => {
  for (const sheet of sheets) {
    expect(wordsOf(sheet)[0]).toContain('compiled for demonstration')
    expect(wordsOf(sheet)[0]).toContain('not an official publication')
    expect(sheet.summary).toContain('Compiled for demonstration; not an official publication.')
  }
  const institution = documents.find(({ _id }) => _id === 'institution-demonstration')
  expect(institution).toMatchObject({ motto: 'Not an official publication' })
  expect(institution).not.toHaveProperty('seal')
})

test.each(sheets)('$slug.current: every number in the text is a figure, or marked as a date or a name', (sheet) => {
  const numbers = /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|half|double|twice)\b/i
  const bare = blocksOf(sheet).flatMap(({ children, markDefs }) => {
    const marked = new Set(markDefs.filter(({ _type }) => _type === 'unbound').map(({ _key }) => _key))
    return children.filter(({ text = '', marks = [] }) => numbers.test(text) && !marks.some((mark) => marked.has(mark)))
  })
  expect(bare.map(({ text }) => text)).toEqual([])
})

test.each(sheets)('$slug.current: all figures are of the country itself, none is lost, and each block keeps to one series', (sheet) => {
  const blocks = blocksOf(sheet)
  expect(blocks.flatMap(figuresIn)).toHaveLength(
    blocks.flatMap(({ children }) => children.filter(({ _type }) => _type === 'figure')).length,
  )
  expect(blocks.flatMap(figuresIn).length).toBeGreaterThan(1)
  for (const block of blocks) {
    const ground = groundOf(block)
    expect(ground.filter(({ place }) => place.id !== sheet.country._ref)).toEqual([])
    expect(new Set(ground.map(({ series }) => series.id)).size).toBeLessThan(2)
  }
})

test.each(sheets)('$slug.current: words stand on both sides of each figure, as the editor demands', (sheet) => {
  for (const { children } of blocksOf(sheet))
    expect(children.map(({ _type }) => _type).join(' ')).not.toMatch(/^figure|figure figure|figure$/)
})

test.each(sheets)('$slug.current: each computed claim holds, and no change stands without a claim', (sheet) => {
  for (const block of blocksOf(sheet)) {
    const inFigures = figuresIn(block).map(({ claim, observation }) => ({ claim, observation }))
    for (const { claim, observation } of inFigures) expect(claim !== null, observation.id).toBe(observation.measure === 'change')
    const checks = [
      ...inFigures.flatMap(({ claim, observation }) => (claim?.basis === 'computed' ? [checkClaim(claim, known, observation)] : [])),
      ...claimsIn(block).map((claim) => checkClaim(claim, known, null)),
    ]
    expect(checks.filter(({ outcome }) => outcome !== 'holds')).toEqual([])
  }
})

test.each(sheets)('$slug.current: every date is one of the figures beside it or of their sources', (sheet) => {
  for (const block of blocksOf(sheet)) {
    const dates = new Set(block.markDefs.flatMap((mark) => ('reason' in mark && mark.reason === 'date' ? [mark._key] : [])))
    const years = block.children.flatMap(({ text = '', marks = [] }) =>
      marks.some((mark) => dates.has(mark)) ? (/\d{4}/.exec(text) ?? []) : [],
    )
    const ground = groundOf(block)
    // A paragraph that announces a list has its figures in the next one.
    const cited = sheet.sources.map(({ source: { _ref } }) => documents.find(({ _id }) => _id === _ref))
    const beside = JSON.stringify(ground.length > 0 ? [ground, claimsIn(block)] : cited)
    expect(years.filter((year) => !beside.includes(year))).toEqual([])
  }
})

test.each(sheets)('$slug.current: the sources of all figures are cited, each once, and no others', (sheet) => {
  const cited = sheet.sources.map(({ source }) => source._ref)
  const used = new Set(blocksOf(sheet).flatMap((block) => groundOf(block).map(({ source }) => source.id)))
  expect(cited.toSorted()).toEqual([...used].toSorted())
})

test('Where sources or series say different values, a sheet says them all', () => {
  const conflicts = [...findContradictions(known), ...findDisagreements(known)]
  const silent = sheets.flatMap((sheet) => {
    const own = conflicts.filter(({ observations: [first] }) => first?.place.id === sheet.country._ref)
    const said = blocksOf(sheet)
      .flatMap(figuresIn)
      .map(({ observation }) => observation)
    const says = (one: Observation) =>
      said.some((other) =>
        [one.indicator.id, one.series.id, one.value].every((part) => [other.indicator.id, other.series.id, other.value].includes(part)),
      )
    return own.flatMap((conflict) => conflict.observations).filter((one) => !says(one))
  })
  expect(silent.map(({ id }) => id)).toEqual([])
  expect(
    conflicts.filter(({ observations: [first] }) => sheets.some(({ country }) => country._ref === first?.place.id)).length,
  ).toBeGreaterThan(3)
})

test('Each address of values leads to an indicator that has figures for the country', () => {
  const links = sheets.flatMap((sheet) => Array.from(JSON.stringify(sheet).matchAll(/"href":"([^"]+)"/g), ([, href]) => href))
  expect(links.length).toBeGreaterThan(14)
  const addresses = new Set(known.map(({ indicator, place }) => `/indicators/${indicator.slug}/${place.slug}`))
  expect(links.filter((href) => !addresses.has(href ?? ''))).toEqual([])
})

test('The sheets on Honduras and Lebanon read as they should', () => {
  expect(wordsOf(sheetOn('honduras'))).toMatchInlineSnapshot(`
    [
      "This sheet was compiled for demonstration, in words of our own, from figures of the sources listed at its end. It is not an official publication of any government.",
      "# Homicide rate",
      "The homicide rate of 2017 was 42.8 per 100,000 people, the lowest of the rates collected here for 2011 to 2017. The highest is that of 2011. An undated page of the Department of State says that the rate fell by 50 percent from 2011 to 2017, and by 25 percent from 2016 to 2017.",
      "For 2011 the sources print different rates: that page gives 86.5 per 100,000 people, and a report of 2016 gives 86 per 100,000 people. The report also gives 68 per 100,000 people for 2014 and an estimated 56 per 100,000 people as of October 2015.",
      "All values of the homicide rate in Honduras",
      "# Cocaine on its way north",
      "A report of 2014 says that in the first half of 2013 approximately 86 percent of the cocaine bound for the United States passed through Mexico and Central America. For the first half of 2015 a report of 2016 gives approximately 90 percent. These are shares of the whole route, not of Honduras alone.",
    ]
  `)
  expect(wordsOf(sheetOn('lebanon'))).toMatchInlineSnapshot(`
    [
      "This sheet was compiled for demonstration, in words of our own, from figures of the sources listed at its end. It is not an official publication of any government.",
      "# Funding by account",
      "A page of January 12, 2012 lists the funding of the programs of the Bureau of International Narcotics and Law Enforcement Affairs (INL) by fiscal year and account.",
      "From the account INCLE it lists $19,500,000 for 2011, the latest fiscal year. Of the fiscal years from 2007 to 2011, the highest amount is $60,000,000, for 2007, and the lowest is $496,000, for 2008.",
      "From the account Section 1207 it lists $5,000,000 for 2006, $9,850,000 for 2008 and $9,850,000 for 2009.",
      "All amounts for Lebanon",
      "# Police trained",
      "By May 7, 2010, almost 3,900 police had been trained in the basic course and other courses. By January 12, 2012, more than 6,100 cadets had been trained in the basic course. The numbers count different courses, so they are not compared here.",
    ]
  `)
})
