import { listPages, type OwnPage } from '#lib/accounts/own-pages.ts'
import type { Reader } from '#lib/auth/reader.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { type BlockData, blockData } from './block-data.ts'
import { firstBlocks } from './first-blocks.ts'

/** The page that is wanted, else the first; for those who never changed any, the one that everyone begins with. */
export async function shownPage(
  reader: Reader,
  pages: readonly OwnPage[],
  wanted: string | undefined,
  language: Language,
): Promise<Omit<OwnPage, 'position'>> {
  const kept = pages.find(({ id }) => id === wanted) ?? pages[0]
  if (kept) return kept
  return { id: 'first', name: translate('ownPage', language)('firstPage'), blocks: await firstBlocks(reader), previous: null, revision: 0 }
}

/** The reader's pages, the one among them that is shown, and what its blocks show: what is folded too, if `isWhole`. */
export async function loadPage(
  reader: Reader,
  wanted: string | undefined,
  language: Language,
  isWhole = false,
): Promise<{ readonly pages: readonly OwnPage[]; readonly shown: Omit<OwnPage, 'position'>; readonly blocks: BlockData }> {
  const pages = await listPages(reader)
  const shown = await shownPage(reader, pages, wanted, language)
  return { pages, shown, blocks: await blockData(reader, shown.blocks, language, isWhole) }
}
