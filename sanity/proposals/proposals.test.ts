import { evaluate, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { figureIds } from '#lib/figures/figure-ids.ts'
import { KnownFigures } from '../check/known-figures.ts'
import type { SheetToCheck } from '../check/sheet-to-check.ts'
import { OBSERVATION_FIELDS, toObservations } from '../observation.ts'
import { readSeed } from '../seed/documents.ts'
import type { SeedDocument } from '../seed/seed-document.ts'
import { defaultNote } from './default-note.ts'
import { findProposals } from './find-proposals.ts'
import type { ProposalAnswer } from './proposal.ts'
import { ProposalBook } from './proposal-book.ts'
import { replaceObservation } from './replace-observation.ts'

const AREA = 'observation-pe-coca-cultivation-2014-pe-inl-2015'

const { documents } = await readSeed()

const reference = (id: string) => ({ _type: 'reference', _ref: id })

function successor(of: string, id: string, value: number, reason: string): SeedDocument {
  const old = documents.find(({ _id }) => _id === AREA)
  if (!old) throw new Error('The seed has no area of 2014')
  return { ...old, _id: id, value, asPrinted: null, supersedes: reference(of), supersession: { kind: 'correction', reason } }
}

/** What the sheets on Peru rest on, and what that refers to: groq-js goes through all it is given for each reference. */
const PARTS = new Set(['indicator', 'country', 'unit', 'series', 'source'])
const used = new Set(figureIds(documents.filter(({ _id }) => _id.startsWith('fact-sheet-peru'))))
const dataset = documents.filter(({ _id, _type }) => PARTS.has(_type) || used.has(_id))

async function knownOf(...all: readonly object[]): Promise<KnownFigures> {
  const query = parse(`*[_type == "observation"]{${OBSERVATION_FIELDS}}`)
  return new KnownFigures(toObservations((await (await evaluate(query, { dataset: all })).get()) as unknown[]))
}

const knownWith = (...more: readonly object[]) => knownOf(...dataset, ...more)

function sheet(id: string): SheetToCheck {
  const found = documents.find(({ _id }) => _id === id)
  if (!found) throw new Error(`The seed has no ${id}`)
  return found
}

const withReference = (document: SheetToCheck, from: string, to: string): SheetToCheck =>
  JSON.parse(JSON.stringify(document).replaceAll(`"${from}"`, `"${to}"`)) as SheetToCheck

test('A sheet without superseded figures is proposed nothing', async () => {
  expect(findProposals(sheet('fact-sheet-peru'), await knownWith())).toEqual([])
})

test('A superseded figure is proposed in the words of the language, where it stands, and where claims rest on it', async () => {
  const known = await knownWith(successor(AREA, 'observation-new', 46_000, 'Misprint.'))
  const [proposal, ...others] = findProposals(sheet('fact-sheet-peru'), known)
  expect(others).toEqual([])
  expect(proposal).toMatchObject({ from: { id: AREA }, to: { id: 'observation-new', supersession: { reason: 'Misprint.' } } })
  const [figure] = proposal?.places ?? []
  expect(figure).toMatchObject({
    kind: 'figure',
    before: 'estimated 46,500 hectares (ha)',
    after: 'estimated 46,000 hectares (ha)',
    path: expect.stringMatching(/^sections\[_key=="[^"]+"\]\.body\[_key=="[^"]+"\]\.children\[_key=="[^"]+"\]$/),
  })
  expect(`${figure?.lead}${figure?.before}${figure?.tail}`).toContain('46,500')
  expect(proposal?.places.some(({ kind }) => kind === 'claim')).toBe(true)
  const [spanish] = findProposals(sheet('fact-sheet-peru-es'), known)
  expect(spanish?.places[0]).toMatchObject({ before: expect.stringContaining('46.500'), after: expect.stringContaining('46.000') })
})

test('By a chain of supersessions the last is proposed, with every step; in a circle nothing is', async () => {
  const first = successor(AREA, 'observation-first', 46_000, 'First.')
  const second = successor('observation-first', 'observation-second', 45_900, 'Second.')
  const [proposal] = findProposals(sheet('fact-sheet-peru'), await knownWith(first, second))
  expect(proposal?.successors.map(({ id }) => id)).toEqual(['observation-first', 'observation-second'])
  expect(proposal?.to.id).toBe('observation-second')
  expect(proposal?.places[0]?.after).toContain('45,900')
  const old = documents.find(({ _id }) => _id === AREA)
  const others = dataset.filter(({ _id }) => _id !== AREA)
  const known = await knownOf(...others, { ...old, supersedes: reference('observation-second') }, first, second)
  expect(findProposals(sheet('fact-sheet-peru'), known)).toEqual([])
})

test('Taking it replaces every reference to the old observation in figures, claims and key facts, and nothing else', () => {
  const peru = sheet('fact-sheet-peru')
  const replaced = replaceObservation({ ...peru, other: { _type: 'reference', _ref: AREA } }, AREA, 'observation-new')
  const uses = JSON.stringify(peru).split(`"${AREA}"`).length - 1
  expect(Object.keys(replaced)).toHaveLength(uses)
  expect(uses).toBeGreaterThan(1)
  expect(new Set(Object.values(replaced))).toEqual(new Set(['observation-new']))
  for (const path of Object.keys(replaced)) expect(path).toMatch(/^(?:sections|results\.items|keyFacts)\[_key=="[^"]+"\].*\._ref$/)
  expect(replaceObservation(peru, 'observation-unknown', 'observation-new')).toEqual({})
})

test('A proposal is open until the draft has it, and then taken until the draft is published; one that was left stays left until there is another', async () => {
  const known = await knownWith(successor(AREA, 'observation-new', 46_000, 'Misprint.'))
  const published = sheet('fact-sheet-peru')
  const taken = { ...withReference(published, AREA, 'observation-new'), _id: 'drafts.fact-sheet-peru' }
  const states = (answers: readonly ProposalAnswer[], ...sheets: readonly SheetToCheck[]) => {
    const book = new ProposalBook(answers)
    for (const each of sheets) book.add(each._id, 'en', findProposals(each, known))
    return book.proposals().map(({ document, state }) => [document, state])
  }
  expect(states([], published)).toEqual([['fact-sheet-peru', 'open']])
  expect(states([], { ...published, _id: 'drafts.fact-sheet-peru' }, published)).toEqual([['drafts.fact-sheet-peru', 'open']])
  expect(states([], published, taken)).toEqual([['fact-sheet-peru', 'taken']])
  expect(states([], taken)).toEqual([])
  const answer = {
    id: 'answers.1',
    sheet: 'fact-sheet-peru',
    from: AREA,
    to: 'observation-new',
    reason: 'No.',
    answeredBy: 'E',
    answeredAt: '',
  }
  expect(states([answer], published)).toEqual([['fact-sheet-peru', 'left']])
  expect(states([{ ...answer, to: 'observation-other' }], published)).toEqual([['fact-sheet-peru', 'open']])
})

test('The change note says each changed figure in the language of the sheet, old and new and why; without a changed figure there is none', async () => {
  const known = await knownWith(successor(AREA, 'observation-new', 46_000, 'Misprint.'))
  const english = sheet('fact-sheet-peru')
  expect(defaultNote(english, english, known)).toBeNull()
  expect(defaultNote(english, withReference(english, AREA, 'observation-new'), known)).toBe(
    'Coca under cultivation, Peru, 2014: estimated 46,000 hectares (ha) in place of estimated 46,500 hectares (ha) (correction: Misprint).',
  )
  for (const id of ['fact-sheet-peru-es', 'fact-sheet-peru-ar']) {
    const note = defaultNote(sheet(id), withReference(sheet(id), AREA, 'observation-new'), known)
    expect(note).toMatch(/46[.,]000.*46[.,]500/)
    expect(note).not.toContain('in place of')
  }
})

test('A change note is never longer than the field takes', async () => {
  const known = await knownWith(successor(AREA, 'observation-new', 46_000, 'x'.repeat(600)))
  const english = sheet('fact-sheet-peru')
  expect(defaultNote(english, withReference(english, AREA, 'observation-new'), known)?.length).toBeLessThanOrEqual(500)
})
