import type { SanityClient } from '@sanity/client'
import { figureIds } from '#lib/figures/figure-ids.ts'
import { KnownFigures } from '../check/known-figures.ts'
import type { SheetToCheck } from '../check/sheet-to-check.ts'
import { OBSERVATION_FIELDS, toObservations } from '../observation.ts'
import type { FollowedParagraph } from '../translation.ts'

/** A fact sheet as its document holds it. */
export interface SheetDocument extends SheetToCheck {
  readonly translationOf?: {
    readonly original?: { readonly _ref?: string } | null
    readonly paragraphs?: readonly FollowedParagraph[] | null
  } | null
  readonly changeNote?: { readonly text?: string | null; readonly major?: boolean | null } | null
}

/** Both states of a sheet, with all figures that they use and those that took their place. */
export interface SheetStates {
  readonly published: SheetDocument | null
  readonly draft: SheetDocument | null
  readonly known: KnownFigures
}

const STATES_QUERY = '*[_id in [$published, $draft]]'

const USED_QUERY = `*[_type == "observation" && (_id in $ids || supersedes._ref in $ids)]{${OBSERVATION_FIELDS}}`

/** The sheet with the published id `sheet`. */
export async function readSheetStates(client: SanityClient, sheet: string): Promise<SheetStates> {
  const ids = { published: sheet, draft: `drafts.${sheet}` }
  const documents = await client.fetch<SheetDocument[]>(STATES_QUERY, ids, { perspective: 'raw' })
  const withId = (id: string) => documents.find(({ _id }) => _id === id) ?? null
  return { published: withId(ids.published), draft: withId(ids.draft), known: await readKnown(client, figureIds(documents)) }
}

/** The published observations with these ids, and all that took the place of one, by however many steps. */
export async function readKnown(client: SanityClient, ids: readonly string[]): Promise<KnownFigures> {
  const answers = new Map<string, unknown>()
  const asked = new Set<string>()
  for (let wanted = ids; wanted.length > 0; wanted = [...answers.keys()].filter((id) => !asked.has(id))) {
    for (const id of wanted) asked.add(id)
    const found = await client.fetch<{ id: string }[]>(USED_QUERY, { ids: wanted }, { perspective: 'published' })
    for (const answer of found) answers.set(answer.id, answer)
  }
  return new KnownFigures(toObservations([...answers.values()]))
}
