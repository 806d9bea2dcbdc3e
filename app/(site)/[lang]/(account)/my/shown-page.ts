import type { OwnPage } from '#lib/accounts/own-pages.ts'
import type { Reader } from '#lib/auth/reader.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
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
