import type { SanityClient } from '@sanity/client'
import { figureIds } from '#lib/figures/figure-ids.ts'
import { figureMark } from '../translation.ts'
import { defaultNote } from './default-note.ts'
import type { Proposal } from './proposal.ts'
import { replaceObservation } from './replace-observation.ts'
import { readSheetStates, type SheetDocument, type SheetStates } from './sheet-states.ts'

/** Has the draft of a sheet rest on `to` wherever it rested on `from`, and says so in its change note, unless its editor wrote one. What is
 *  published stays as it is. */
export async function takeProposal(client: SanityClient, { sheet, from, to }: Pick<Proposal, 'sheet' | 'from' | 'to'>): Promise<void> {
  const states = await readSheetStates(client, sheet)
  const document = states.draft ?? states.published
  if (!document) throw new Error('The sheet is gone.')
  const replaced = replaceObservation(document, from.id, to.id)
  if (Object.keys(replaced).length === 0) throw new Error('The sheet no longer uses this figure.')
  const draft = withReplaced(document, from.id, to.id)
  await client.action({
    actionType: 'sanity.action.document.edit',
    publishedId: sheet,
    draftId: `drafts.${sheet}`,
    patch: { set: { ...replaced, ...(await followedIn(client, document, from.id, to.id)), ...noteFor({ ...states, draft }, states) } },
  })
}

/** A translation that says what its original says now goes on following it: its notes name the new figure too, where the original does. */
async function followedIn(client: SanityClient, { translationOf }: SheetDocument, from: string, to: string): Promise<object> {
  const { original, paragraphs = [] } = translationOf ?? {}
  const isNamed = paragraphs?.some(({ words }) => words.includes(figureMark(from)))
  if (!original?._ref || !isNamed) return {}
  const followed = await client.fetch<object | null>('*[_id == $id][0]', { id: original._ref }, { perspective: 'published' })
  if (!followed || figureIds(followed).includes(from)) return {}
  return {
    'translationOf.paragraphs': paragraphs?.map((each) => ({ ...each, words: each.words.replaceAll(figureMark(from), figureMark(to)) })),
  }
}

/** The change note to be set in a draft that its editor wrote none for; nothing where there is one, or where no figure changed.
 *  @param before the states of which an earlier note may tell, which then gives way */
export function noteFor(
  { published, draft, known }: SheetStates,
  before: SheetStates | null = null,
): { readonly changeNote?: Readonly<Record<string, unknown>> } {
  if (!published || !draft) return {}
  const written = draft.changeNote?.text?.trim() ?? ''
  const earlier = before?.published && before.draft ? defaultNote(before.published, before.draft, before.known) : null
  const text = defaultNote(published, draft, known)
  if (text === null || (written !== '' && written !== earlier)) return {}
  return { changeNote: { ...draft.changeNote, _type: 'changeNote', text } }
}

function withReplaced(document: SheetDocument, from: string, to: string): SheetDocument {
  return JSON.parse(JSON.stringify(document), (key, value: unknown) => (key === '_ref' && value === from ? to : value)) as SheetDocument
}
