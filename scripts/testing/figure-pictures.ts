import type { SanityClient } from '@sanity/client'
import { expect, type Page } from '@playwright/test'
import { readSheetProposals } from '#sanity/proposals/read-proposals.ts'
import { takeProposal } from '#sanity/proposals/take-proposal.ts'

/** The first load of a form on a busy machine. */
const OPEN_MS_MAX = 120_000

const SHEET = 'fact-sheet-peru'
const FIGURE = 'observation-pe-coca-cultivation-2014-pe-inl-2015'
const SUCCESSOR = 'observation-in-a-picture'
const PAGE = '/indicators/coca-cultivation/peru'

interface Scene {
  readonly visitor: Page
  /** Signed in as an editor. */
  readonly studio: Page
  readonly client: SanityClient
  readonly keep: (page: Page, name: string) => Promise<void>
}

/** The pictures of docs/figures.md: a figure in its text, superseded, proposed, taken, reported. Nothing in them is a fact. */
export async function takeFigurePictures({ visitor, studio, client, keep }: Scene): Promise<void> {
  await open(studio, SHEET, 'factSheet', 'sections[_key=="situation"].body')
  await expect(studio.getByTestId('pt-editor').first()).toContainText('46,500', { timeout: OPEN_MS_MAX })
  await keep(studio, 'figure-in-text')

  const old = await client.getDocument(FIGURE)
  if (!old) throw new Error(`There is no ${FIGURE}.`)
  const { _rev, _createdAt, _updatedAt, asPrinted: _printed, ...said } = old
  const ids = { publishedId: SUCCESSOR, draftId: `drafts.${SUCCESSOR}` }
  await client.create({
    ...said,
    _id: ids.draftId,
    value: 46_000,
    supersedes: { _type: 'reference', _ref: FIGURE },
    supersession: { _type: 'supersession', kind: 'correction', reason: 'Example: the source printed a wrong digit.' },
  })
  await open(studio, SUCCESSOR, 'observation', 'supersession.reason')
  await expect(studio.getByTestId('field-supersession.reason')).toBeVisible({ timeout: OPEN_MS_MAX })
  await keep(studio, 'supersede')

  await client.action({ actionType: 'sanity.action.document.publish', ...ids })
  await studio.goto('/studio/structure/proposals')
  await expect(studio.getByTestId('proposal').first()).toBeVisible({ timeout: OPEN_MS_MAX })
  await keep(studio, 'proposals')

  const proposals = (await readSheetProposals(client, SHEET)).proposals.filter(({ from }) => from.id === FIGURE)
  for (const proposal of proposals) await takeProposal(client, proposal)
  await client.patch(`drafts.${SHEET}`).unset(['changeNote']).commit()
  await open(studio, SHEET, 'factSheet', 'changeNote.text')
  const told = studio.getByText('If you write nothing, readers are told:')
  await expect(told).toBeVisible({ timeout: OPEN_MS_MAX })
  await told.scrollIntoViewIfNeeded()
  await keep(studio, 'change-note')

  await visitor.goto(`${PAGE}/report/${FIGURE}`)
  await visitor.getByLabel('What is wrong?').fill('Example: page 2 of the source says 46,000 hectares.')
  await visitor.getByRole('button', { name: 'Send to the editors' }).click()
  await visitor.getByRole('heading', { name: 'Thank you: your report was sent' }).waitFor()
  const draft = await client.fetch<string>('*[_type == "figureReport"][0]._id', {}, { perspective: 'raw' })
  await open(studio, draft.replace('drafts.', ''), 'figureReport', 'answer')
  await expect(studio.getByTestId('field-answer')).toBeVisible({ timeout: OPEN_MS_MAX })
  await keep(studio, 'report')

  const correctedBy = { _type: 'reference', _ref: SUCCESSOR }
  await client
    .patch(draft)
    .set({ outcome: 'accepted', correctedBy, answer: 'Example: the digit was wrong, and the figure is corrected.' })
    .commit()
  const publishedId = draft.replace('drafts.', '')
  await client.action([
    { actionType: 'sanity.action.document.edit', draftId: draft, publishedId, patch: { unset: ['problem', 'evidence', 'language'] } },
    { actionType: 'sanity.action.document.publish', draftId: draft, publishedId },
  ])
  await visitor.goto(`${PAGE}#reports`)
  await keep(visitor, 'report-outcome')
}

async function open(page: Page, id: string, type: string, field: string): Promise<void> {
  await page.goto(`/studio/intent/edit/id=${id};type=${type};path=${encodeURIComponent(field)}`)
  await expect(page.getByTestId('document-panel-scroller')).toBeVisible({ timeout: OPEN_MS_MAX })
  // Lists and names come after the form.
  await page.waitForLoadState('networkidle', { timeout: OPEN_MS_MAX })
}
