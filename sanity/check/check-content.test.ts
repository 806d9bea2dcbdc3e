import { evaluate, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { OBSERVATION_FIELDS } from '../observation.ts'
import { readSeed } from '../seed/documents.ts'
import type { SeedDocument } from '../seed/seed-document.ts'
import { type CheckReport, ContentCheck } from './check-content.ts'
import { SHEET_FIELDS, type SheetToCheck } from './sheet-to-check.ts'

const TODAY = '2026-11-26'

const seed = await readSeed()

async function check(documents: readonly SeedDocument[], sheets: readonly SheetToCheck[] = []): Promise<CheckReport> {
  const ask = async (query: string): Promise<unknown> => await (await evaluate(parse(query), { dataset: documents })).get()
  const found = new ContentCheck((await ask(`*[_type == "observation"]{${OBSERVATION_FIELDS}}`)) as unknown[], TODAY)
  found.addSheets((await ask(`*[_type == "factSheet"]{${SHEET_FIELDS}}`)) as SheetToCheck[])
  found.addSheets(sheets)
  return found.report()
}

const ofKind = ({ findings }: CheckReport, ...kinds: readonly string[]) => findings.filter(({ kind }) => kinds.includes(kind))

const reference = (id: string, key = id) => ({ _type: 'reference', _ref: `observation-${id}`, _key: key })

const span = (text: string, key = 'span', marks: readonly string[] = []) => ({ _type: 'span', _key: key, text, marks })

function sheetWith(children: readonly object[], markDefs: readonly object[] = [], more: Partial<SheetToCheck> = {}): SheetToCheck {
  const block = { _type: 'block', _key: 'block', children, markDefs }
  return { _id: 'drafts.planted', _type: 'factSheet', language: 'en', sections: [{ _key: 'part', body: [block] }], ...more }
}

test('The sheets of the seed have no number, in whatever language, that is neither figure, claim nor marked', async () => {
  const { findings, counts } = await check(seed.documents)
  expect(findings.filter(({ kind }) => kind === 'looseNumber')).toEqual([])
  expect(counts).toEqual({
    sheets: 17,
    observations: 349,
    figures: 141,
    claims: 59,
    unbound: 193,
    loose: 0,
    proposals: { open: 1, taken: 0, left: 0 },
  })
})

test('The contradictions of the seed are found, each with its values', async () => {
  const found = ofKind(await check(seed.documents), 'contradiction')
  expect(found.map(({ words }) => words).toSorted()).toMatchInlineSnapshot(`
    [
      "Coca under cultivation, Bolivia, as of 1992",
      "Coca under cultivation, Colombia, as of 1995",
      "Coca under cultivation, Peru, 2002",
      "Homicide rate, Honduras, 2011",
      "Opium poppy under cultivation, Afghanistan, 2002",
      "Potential production of pure cocaine, Peru, 2015",
      "Potential production of pure cocaine, Peru, 2016",
    ]
  `)
  for (const { severity, places } of found) {
    expect(severity).toBe('error')
    expect(places.length).toBeGreaterThan(1)
  }
})

test('Disagreements of the seed are notices, the estimates for Peru of 2014 among them', async () => {
  const found = ofKind(await check(seed.documents), 'disagreement')
  expect(found.every(({ severity }) => severity === 'notice')).toBe(true)
  expect(found.map(({ words }) => words)).toContain('Coca under cultivation, Peru, 2014')
})

test('Nothing else in the seed is an error', async () => {
  const errors = (await check(seed.documents)).findings.filter(({ severity, kind }) => severity === 'error' && kind !== 'contradiction')
  expect(errors).toEqual([])
})

test('A typed number in a draft is an error, with the place of its span; one beside a mark too, one inside it not', async () => {
  const marks = [
    { _type: 'unbound', _key: 'year', reason: 'date' },
    { _type: 'link', _key: 'link', href: '/faq' },
  ]
  const children = [span('In '), span('2014', 'a', ['year']), span(', 31,', 'b'), span('205', 'c', ['year']), span(' or 7', 'd', ['link'])]
  const found = ofKind(await check(seed.documents, [sheetWith(children, marks)]), 'looseNumber')
  expect(found.map(({ words, places: [place] }) => [words, place?.id, place?.path])).toEqual([
    ['“31,205” is typed, and bound to nothing.', 'drafts.planted', 'sections[_key=="part"].body[_key=="block"].children[_key=="b"]'],
    ['“7” is typed, and bound to nothing.', 'drafts.planted', 'sections[_key=="part"].body[_key=="block"].children[_key=="d"]'],
  ])
})

test('A number in a heading, a summary or a leading sentence is an error, a year there is none', async () => {
  const sheet = sheetWith([span('Words.')], [], { summary: 'Up to 2014: 46,500 ha.', results: { lead: 'Since 1999, 12 of these:' } })
  const found = ofKind(await check(seed.documents, [sheet]), 'looseNumber')
  expect(found.map(({ words, places: [place] }) => [words, place?.path])).toEqual([
    ['“46,500” is typed where no figure can stand.', 'summary'],
    ['“12” is typed where no figure can stand.', 'results.lead'],
  ])
})

const [AREA_2013, AREA_2014, AREA_2015] = [
  'pe-coca-cultivation-2013-pe-ondcp-2019',
  'pe-coca-cultivation-2014-pe-inl-2015',
  'pe-coca-cultivation-2015-factbook-2017-pe',
]
/** 14 percent more: 46,500 in 2014 and 53,000 in 2015. */
const RISE = 'pe-coca-cultivation-change-2014-2015-factbook-2017-pe'

const computed = (comparison: string, ...observations: string[]) => ({
  _type: 'claim',
  basis: 'computed',
  comparison,
  observations: observations.map((id) => reference(id)),
})

const figure = (observation: string, claim?: object) => ({
  _type: 'figure',
  _key: 'figure',
  observation: reference(observation),
  form: 'unit',
  hedged: false,
  claim,
})

const riseSheet = (from: string, to: string) => sheetWith([span(''), figure(RISE, computed('change', from, to)), span('.')])

/** The seed, and an observation that takes the place of `id`. */
function withSuccessor(id: string, value: number): readonly SeedDocument[] {
  const superseded = seed.documents.find(({ _id }) => _id === `observation-${id}`)
  if (!superseded) throw new Error(`The seed has no ${id}`)
  const supersession = { kind: 'correction', reason: 'A digit was wrong.' }
  return [
    ...seed.documents,
    { ...superseded, _id: 'observation-successor', value, asPrinted: null, supersedes: reference(id), supersession },
  ]
}

test('A computed claim that follows is no finding, and a wrong one fails with what the data give', async () => {
  const right = await check(seed.documents, [riseSheet(AREA_2014, AREA_2015)])
  expect(ofKind(right, 'failedClaim')).toEqual([])
  const [wrong] = ofKind(await check(seed.documents, [riseSheet(AREA_2013, AREA_2014)]), 'failedClaim')
  expect(wrong).toMatchObject({ severity: 'error', words: 'The text says +14 percent; the data give -21.85.' })
  expect(wrong?.places[0]?.path).toBe('sections[_key=="part"].body[_key=="block"].children[_key=="figure"]')
})

test('A computed claim fails when what it rests on was superseded by another value', async () => {
  const found = await check(withSuccessor(AREA_2015, 60_000), [riseSheet(AREA_2014, AREA_2015)])
  expect(ofKind(found, 'failedClaim').map(({ words }) => words)).toEqual(['The text says +14 percent; the data give 29.03.'])
})

test('A computed claim that can not be computed is an error which says why, and a stated one is none', async () => {
  const claim = { ...computed('lowest', AREA_2014), _key: 'claim' }
  const sheetOf = (mark: object) => sheetWith([span('the lowest', 'words', ['claim'])], [mark])
  const [found, ...more] = ofKind(await check(seed.documents, [sheetOf(claim)]), 'failedClaim')
  expect(more).toEqual([])
  expect(found?.words).toMatch(/^The claim is computed, but can’t be: Name the time/)
  expect(found?.places[0]?.path).toBe('sections[_key=="part"].body[_key=="block"].markDefs[_key=="claim"]')
  expect(ofKind(await check(seed.documents, [sheetOf({ ...claim, basis: 'stated' })]), 'failedClaim')).toEqual([])
})

test('A sheet that uses a superseded figure is named, with the new figure and why', async () => {
  const superseded = ofKind(await check(withSuccessor(AREA_2014, 46_000)), 'superseded')
  const found = superseded.filter(({ words }) => words.includes('46,000'))
  expect(found.map(({ places: [place] }) => place?.id)).toEqual(['fact-sheet-peru', 'fact-sheet-peru-ar', 'fact-sheet-peru-es'])
  expect(found[0]).toMatchObject({ severity: 'notice', words: expect.stringMatching(/46,000.*\(A digit was wrong\.\)/) })
})

test('A figure is stale in each sheet where a later value of its series is known', async () => {
  const found = ofKind(await check(seed.documents), 'stale').filter(({ places: [place] }) => place?.words.startsWith('estimated 46,500'))
  expect(found).toHaveLength(3)
  expect(found[0]?.words).toMatch(/Coca under cultivation, Peru, 2021\.$/)
})

test('A figure whose source is gone, or that comes from nothing, is an error', async () => {
  const documents = seed.documents.map((document) =>
    document._id === `observation-${AREA_2014}` ? { ...document, citation: null } : document,
  )
  const found = ofKind(await check(documents, [sheetWith([span(''), figure('none'), span('')])]), 'noSource', 'incomplete')
  expect(found.map(({ kind, places: [place] }) => [kind, place?.id])).toEqual([
    ['noSource', `observation-${AREA_2014}`],
    ['noSource', 'fact-sheet-peru'],
    ['noSource', 'fact-sheet-peru-es'],
    ['noSource', 'fact-sheet-peru-ar'],
    ['noSource', 'drafts.planted'],
  ])
})

test('A figure that lacks its unit is not whole, and a circle of figures is told', async () => {
  const documents = seed.documents.map((document) => (document._id === `observation-${RISE}` ? { ...document, unit: null } : document))
  const [incomplete] = ofKind(await check(documents), 'incomplete')
  expect(incomplete).toMatchObject({ severity: 'error', words: expect.stringContaining('unit'), places: [{ id: `observation-${RISE}` }] })
  const circle = withSuccessor(AREA_2014, 1).map((document) =>
    document._id === `observation-${AREA_2014}` ? { ...document, supersedes: reference('successor') } : document,
  )
  expect(ofKind(await check(circle), 'circle').map(({ places }) => places.length)).toEqual([2])
})
