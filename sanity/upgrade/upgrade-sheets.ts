import type { SanityClient, SanityDocument } from '@sanity/client'
import { bind, type Binding, type BoundBlock } from '../bind.ts'
import { figureIds } from '#lib/figures/figure-ids.ts'
import { publishedId } from '../published-id.ts'
import { peruBindings } from '../seed/peru-bindings.ts'
import { type InlineSource, SourceKeeper } from './source-keeper.ts'

/** As many sheets are changed in one transaction. */
const PART = 50

/** Sheets whose sources are words of their own, as they were before sources were documents: published, drafts and versions. The index finds them. */
const OLD_SHEETS_QUERY = `*[_type == "factSheet" && "source" in sources[]._type] | order(_id)[0...${PART}]`

interface Text {
  readonly body?: readonly (BoundBlock | { readonly _type: 'picture' })[]
}

interface OldSheet extends SanityDocument {
  readonly sources?: readonly (InlineSource | { readonly _type: 'citation' })[]
  readonly sections?: readonly Text[]
  readonly results?: { readonly items?: readonly Text[] }
}

/** The sheet whose numbers the seed knows, in whatever state it is. */
const BOUND_SHEET = 'fact-sheet-peru'

/**
 * Brings fact sheets that an earlier version of the project wrote to today's form: what they say of their sources becomes documents that they
 * cite, and of the sheet on Peru each number whose sentence stands as it was is bound. The rest of what editors wrote stays. Returns how many
 * were changed; 0 if there is nothing left to do.
 * `client` needs the right to write, and to read drafts.
 * @throws {ClientError} of status 409 if somebody edits one of the sheets meanwhile: nothing of its part is changed then.
 */
export async function upgradeSheets(client: SanityClient): Promise<number> {
  const raw = client.withConfig({ perspective: 'raw' })
  const bindings = await presentBindings(raw)
  let changed = 0
  for (;;) {
    const sheets = await raw.fetch<OldSheet[]>(OLD_SHEETS_QUERY)
    if (sheets.length === 0) return changed
    const keeper = await SourceKeeper.of(
      raw,
      sheets.flatMap(({ sources = [] }) => sources.filter(isInline)),
    )
    const transaction = raw.transaction()
    for (const source of keeper.made) transaction.createIfNotExists(source)
    for (const sheet of sheets)
      transaction.patch(sheet._id, (patch) => patch.set(upgraded(sheet, keeper, bindings)).ifRevisionId(sheet._rev))
    await transaction.commit({ visibility: 'sync', returnDocuments: false })
    changed += sheets.length
  }
}

/** The bindings whose figures are there: an operator may have deleted some, and a text can't refer to what is gone. */
async function presentBindings(client: SanityClient): Promise<readonly Binding[]> {
  const idsOf = ({ tie }: Binding) => (tie._type === 'claim' ? tie.observations.map(({ _ref }) => _ref) : figureIds(tie))
  const present = new Set(await client.fetch<string[]>('*[_id in $ids]._id', { ids: peruBindings.flatMap(idsOf) }))
  return peruBindings.filter((binding) => idsOf(binding).every((id) => present.has(id)))
}

function isInline(source: InlineSource | { readonly _type: 'citation' }): source is InlineSource {
  return source._type === 'source'
}

function upgraded(
  { _id, sources = [], sections, results }: OldSheet,
  keeper: SourceKeeper,
  bindings: readonly Binding[],
): Record<string, unknown> {
  const cited = sources.map((source) => (isInline(source) ? keeper.citation(source) : source))
  if (publishedId(_id) !== BOUND_SHEET) return { sources: cited }
  return {
    sources: cited,
    ...(sections && { sections: sections.map((part) => bound(part, bindings)) }),
    ...(results?.items && { 'results.items': results.items.map((part) => bound(part, bindings)) }),
  }
}

function bound<Part extends Text>(part: Part, bindings: readonly Binding[]): Part {
  if (!part.body) return part
  return { ...part, body: part.body.map((block) => (block._type === 'block' ? bind(block, bindings) : block)) }
}
