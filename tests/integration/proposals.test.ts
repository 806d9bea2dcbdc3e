import type { SanityClient } from '@sanity/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { figureIds } from '#lib/figures/figure-ids.ts'
import { readAndCheck } from '#sanity/check/read-and-check.ts'
import { leaveProposal, takeBack } from '#sanity/proposals/answers.ts'
import type { Proposal } from '#sanity/proposals/proposal.ts'
import { readProposals, readSheetProposals } from '#sanity/proposals/read-proposals.ts'
import { takeProposal } from '#sanity/proposals/take-proposal.ts'
import { applySeed } from '#sanity/seed/apply-seed.ts'
import { readSeed } from '#sanity/seed/documents.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

const AREA = 'observation-pe-coca-cultivation-2014-pe-inl-2015'
const SHEETS = ['fact-sheet-peru', 'fact-sheet-peru-ar', 'fact-sheet-peru-es']

let lake: TestLake
let client: SanityClient

beforeAll(async () => {
  lake = await startLake({ sealedTypes: ['observation'] })
  client = lake.client('editor')
  await applySeed(lake.client('administrator').withConfig({ perspective: 'raw' }), await readSeed())
  const old = await client.getDocument(AREA)
  if (!old) throw new Error('The seed has no area of 2014')
  const { _rev, _createdAt, _updatedAt, ...said } = old
  await client.create({
    ...said,
    _id: 'observation-new',
    value: 46_000,
    supersedes: { _type: 'reference', _ref: AREA },
    supersession: { kind: 'correction', reason: 'Misprint.' },
  })
})
afterAll(async () => await lake.close())

/** Those about the area, by sheet. */
async function states(): Promise<readonly (readonly [string, Proposal['state']])[]> {
  return (await readProposals(client)).filter(({ from }) => from.id === AREA).map(({ sheet, state }) => [sheet, state])
}

async function proposalOf(sheet: string): Promise<Proposal> {
  const found = (await readSheetProposals(client, sheet)).proposals.find(({ from }) => from.id === AREA)
  if (!found) throw new Error(`${sheet} has no proposal`)
  return found
}

test('Each sheet that says a superseded figure has a proposal, in each language, and nothing is changed by that', async () => {
  expect(await states()).toEqual(SHEETS.map((sheet) => [sheet, 'open']))
  expect(await client.fetch('count(*[_id in path("drafts.**")])', {}, { perspective: 'raw' })).toBe(0)
  // One of the seed stands for what the sheet says on purpose.
  expect((await readAndCheck(client, '2026-11-26')).counts.proposals).toEqual({ open: 4, taken: 0, left: 0 })
})

test('Taken, it changes the draft alone, wherever the sheet rests on it, and the change note tells readers', async () => {
  await takeProposal(client, await proposalOf('fact-sheet-peru-es'))
  const published = await client.getDocument('fact-sheet-peru-es')
  const draft = await client.getDocument('drafts.fact-sheet-peru-es')
  expect(figureIds(published)).toContain(AREA)
  expect(figureIds(draft)).toContain('observation-new')
  expect(figureIds(draft)).not.toContain(AREA)
  expect(draft?.['changeNote']).toMatchObject({
    _type: 'changeNote',
    text: expect.stringMatching(/46\.000 .*en lugar de .*46\.500 .*Misprint/),
  })
  expect(await states()).toEqual([
    ['fact-sheet-peru', 'open'],
    ['fact-sheet-peru-ar', 'open'],
    ['fact-sheet-peru-es', 'taken'],
  ])
  const ids = { publishedId: 'fact-sheet-peru-es', draftId: 'drafts.fact-sheet-peru-es' }
  await client.action({ actionType: 'sanity.action.document.publish', ...ids })
  expect(await states()).toEqual([
    ['fact-sheet-peru', 'open'],
    ['fact-sheet-peru-ar', 'open'],
  ])
})

test('What an editor wrote as change note stays when a proposal is taken', async () => {
  const ids = { publishedId: 'fact-sheet-peru-ar', draftId: 'drafts.fact-sheet-peru-ar' }
  const patch = { set: { changeNote: { _type: 'changeNote', text: 'My own words.' } } }
  await client.action({ actionType: 'sanity.action.document.edit', ...ids, patch })
  await takeProposal(client, await proposalOf('fact-sheet-peru-ar'))
  expect((await client.getDocument(ids.draftId))?.['changeNote']).toMatchObject({ text: 'My own words.' })
})

test('Left, it says who left it, when and why, to editors alone; taken back, it is open again', async () => {
  await leaveProposal(client, await proposalOf('fact-sheet-peru'), { reason: ' The sheet quotes. ', answeredBy: 'Edith' })
  const { state, answer } = await proposalOf('fact-sheet-peru')
  expect(state).toBe('left')
  expect(answer).toMatchObject({ reason: 'The sheet quotes.', answeredBy: 'Edith', answeredAt: expect.stringMatching(/^\d{4}-/) })
  expect((await readAndCheck(client, '2026-11-26')).counts.proposals).toMatchObject({ left: 1 })
  expect(await lake.client().fetch('*[_type == "proposalAnswer"]', {}, { perspective: 'raw' })).toEqual([])
  if (answer) await takeBack(client, answer)
  expect((await proposalOf('fact-sheet-peru')).state).toBe('open')
})

test('A translation that takes what its published original has taken still follows it', async () => {
  const followed = async () => JSON.stringify((await client.getDocument('drafts.fact-sheet-peru-ar'))?.['translationOf'])
  // Taken before, when the original had not.
  expect(await followed()).toContain(`{figure ${AREA}}`)
  await takeProposal(client, await proposalOf('fact-sheet-peru'))
  const ids = (id: string) => ({ publishedId: id, draftId: `drafts.${id}` })
  await client.action({ actionType: 'sanity.action.document.publish', ...ids('fact-sheet-peru') })
  await client.action({ actionType: 'sanity.action.document.discard', draftId: 'drafts.fact-sheet-peru-ar' })
  await takeProposal(client, await proposalOf('fact-sheet-peru-ar'))
  expect(await followed()).toContain('{figure observation-new}')
  expect(await followed()).not.toContain(`{figure ${AREA}}`)
})

test('Taken twice, it says that there is nothing left to take', async () => {
  await client.action({ actionType: 'sanity.action.document.discard', draftId: 'drafts.fact-sheet-peru-ar' })
  const proposal = await proposalOf('fact-sheet-peru-ar')
  await takeProposal(client, proposal)
  await expect(takeProposal(client, proposal)).rejects.toThrow('no longer uses this figure')
})
