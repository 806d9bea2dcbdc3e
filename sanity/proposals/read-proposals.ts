import type { SanityClient } from '@sanity/client'
import { SHEET_FIELDS, type SheetToCheck } from '../check/sheet-to-check.ts'
import { publishedId } from '../published-id.ts'
import { readAnswers } from './answers.ts'
import { findProposals } from './find-proposals.ts'
import type { Proposal } from './proposal.ts'
import { ProposalBook } from './proposal-book.ts'
import { readKnown, readSheetStates, type SheetStates } from './sheet-states.ts'

/** As many superseded figures are looked for in sheets at once. */
const AT_ONCE = 100

const SUPERSEDED_QUERY = '*[_type == "observation" && defined(supersedes._ref)].supersedes._ref'

const USING_QUERY = '*[_type == "factSheet" && references($ids)]._id'

const SHEETS_QUERY = `*[_id in $ids]{${SHEET_FIELDS}}`

/** What editors are proposed in all sheets. Only sheets that use a superseded figure are read. */
export async function readProposals(client: SanityClient): Promise<readonly Proposal[]> {
  const superseded = [...new Set(await client.fetch<string[]>(SUPERSEDED_QUERY, {}, { perspective: 'published' }))]
  const book = new ProposalBook(await readAnswers(client))
  const known = await readKnown(client, superseded)
  const sheets = new Set<string>()
  for (let from = 0; from < superseded.length; from += AT_ONCE) {
    const ids = superseded.slice(from, from + AT_ONCE)
    const using = await client.fetch<string[]>(USING_QUERY, { ids }, { perspective: 'raw' })
    for (const id of using) sheets.add(publishedId(id))
  }
  const documents = [...sheets].flatMap((id) => [id, `drafts.${id}`])
  for (let from = 0; from < documents.length; from += AT_ONCE) {
    const ids = documents.slice(from, from + AT_ONCE)
    const found = await client.fetch<SheetToCheck[]>(SHEETS_QUERY, { ids }, { perspective: 'raw' })
    for (const sheet of found) book.add(sheet._id, sheet.language ?? 'en', findProposals(sheet, known))
  }
  return book.proposals()
}

/** What editors are proposed in one sheet, and what both its states are. */
export async function readSheetProposals(
  client: SanityClient,
  sheet: string,
): Promise<SheetStates & { readonly proposals: readonly Proposal[] }> {
  const states = await readSheetStates(client, sheet)
  const book = new ProposalBook(await readAnswers(client, sheet))
  for (const document of [states.published, states.draft]) {
    if (document) book.add(document._id, document.language ?? 'en', findProposals(document, states.known))
  }
  return { ...states, proposals: book.proposals() }
}
