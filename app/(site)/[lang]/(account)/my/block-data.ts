import type { DatedNews } from '#components/account/news-list.tsx'
import type { ShownNote } from '#components/own-page/shown-note.ts'
import type { WatchedFigure } from '#components/own-page/watched-figures.tsx'
import type { RunSearch } from '#components/own-page/search-runs.tsx'
import type { Block, BlockKind } from '#lib/accounts/blocks.ts'
import { listNotes } from '#lib/accounts/notes.ts'
import type { Reader } from '#lib/auth/reader.ts'
import { environment, hostedContent } from '#lib/env.ts'
import type { Observation } from '#lib/figures/observation.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { type EditionEntry, listCorrections } from '#lib/publishing/editions.ts'
import { notePassing } from '#lib/render-record.ts'
import { find } from '#lib/search/find.ts'
import { readWatchedObservations } from '#sanity/read/own-content.ts'
import { searchIn } from '../../(reading)/search/search-in.ts'
import { latestTold } from './latest-told.ts'
import { shownNotes } from './notes/shown-notes.ts'

/** So many saved passages, corrections, results of a search and news stand on a page; the rest is a link away. */
const NOTES_SHOWN = 5
const CORRECTIONS_SHOWN = 5
const RESULTS_SHOWN = 3
const NEWS_SHOWN = 5

/** What the blocks of a page show beside the sheets that one follows. */
export interface BlockData {
  readonly observations: readonly Observation[]
  readonly notes: readonly ShownNote[]
  readonly corrections: readonly EditionEntry[]
  /** By their queries. */
  readonly searches: ReadonlyMap<string, RunSearch>
  readonly told: readonly DatedNews[]
}

/** What `blocks` show, each kind loaded at once for all blocks that show it. What is folded is not loaded, unless for a briefing (`isWhole`). */
export async function blockData(reader: Reader, blocks: readonly Block[], language: Language, isWhole = false): Promise<BlockData> {
  const open = blocks.filter(({ isFolded }) => isWhole || !isFolded)
  const itemsOf = (kind: BlockKind) => open.flatMap((block) => (block.kind === kind ? block.items : []))
  const has = (kind: BlockKind) => open.some((block) => block.kind === kind)
  const [observations, notes, corrections, searches, told] = await Promise.all([
    readWatchedObservations({ subjects: itemsOf('figures').map(subjectOf), places: itemsOf('countries') }),
    has('saved') ? listNotes(reader) : [],
    has('corrections') ? listCorrections(CORRECTIONS_SHOWN) : [],
    Promise.all([...new Set(itemsOf('searches'))].map(async (query) => [query, await run(query, language)] as const)),
    has('sent') ? latestTold(reader, language, NEWS_SHOWN) : [],
  ])
  const shown = isWhole ? notes : notes.slice(-NOTES_SHOWN).toReversed()
  return { observations, notes: await shownNotes(shown, language), corrections, searches: new Map(searches), told }
}

/** The figures of a block, in its order. */
export function watchedIn({ items }: Block, observations: readonly Observation[]): readonly WatchedFigure[] {
  return items.map((item) => {
    const { indicator, place } = subjectOf(item)
    return { item, observations: observations.filter((one) => one.indicator.id === indicator && one.place.id === place) }
  })
}

function subjectOf(item: string): { readonly indicator: string; readonly place: string } {
  const [indicator = '', place = ''] = item.split('/')
  return { indicator, place }
}

async function run(query: string, language: Language): Promise<RunSearch> {
  const search = searchIn(Object.fromEntries(new URLSearchParams(query)), language)
  if (!search || hostedContent(environment()) !== null) return { text: query, total: 0, results: [] }
  // The index may come later than what it is made of, and a search may take too long to be answered.
  notePassing()
  const outcome = await find(search)
  const found = outcome.state === 'found' ? outcome : { total: 0, results: [] }
  return { text: search.text, total: found.total, results: found.results.slice(0, RESULTS_SHOWN) }
}
