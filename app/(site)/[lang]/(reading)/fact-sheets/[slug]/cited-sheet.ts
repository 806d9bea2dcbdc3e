import { notFound } from 'next/navigation'
import type { CitedPage } from '#components/cite/citation.ts'
import { isLanguage, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import type { EditionContent } from '#lib/publishing/edition-content.ts'
import { type Edition, readEdition } from '#lib/publishing/editions.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readSettings } from '#sanity/read/settings.ts'
import { wholeAddress } from '../../../../page-address.ts'
import { editionNumber, publishedSheet, type SheetPlace } from './published-sheet.tsx'

/** Where a sheet is or, with a number, one edition of it. */
export type CitePlace = SheetPlace & { readonly number?: string }

/**
 * How the sheet at a place, or the edition, is cited: at the address that it has for good, with the date of the edition. Ends the page as
 * missing if there is none.
 */
export async function citedSheet({ number, ...given }: CitePlace) {
  const place = await publishedSheet(given)
  const { sheet, language } = place
  const edition: Edition | null =
    sheet.state === 'removed' ? null : await readEdition(sheet.documentId, number === undefined ? sheet.number : editionNumber(number))
  if (!edition?.content) notFound()
  const { siteTitle } = await readSettings({ language, view: PUBLISHED })
  const isPinned = number !== undefined
  const cited = citedEdition({ ...edition, content: edition.content }, { siteTitle, language, isPinned })
  return { ...place, edition, cited, rest: isPinned ? `/editions/${edition.number}` : '' }
}

interface CitedEdition extends Pick<Edition, 'heading' | 'slug' | 'language' | 'publishedAt' | 'number'> {
  readonly content: EditionContent
}

/** How an edition is cited: at its own address or, not pinned, at that of its sheet, with its date. */
export function citedEdition(
  { heading, slug, language: written, publishedAt, number, content }: CitedEdition,
  { siteTitle, language, isPinned }: { readonly siteTitle: string; readonly language: Language; readonly isPinned: boolean },
): CitedPage {
  const own = isLanguage(written) ? written : language
  return {
    id: [slug, written, 'edition', number].join('-'),
    kind: 'factSheet',
    title: isPinned ? translate('reading', own)('editionOf', { title: heading, number }) : heading,
    author: content.institution?.name ?? siteTitle,
    site: siteTitle,
    date: publishedAt,
    address: wholeAddress(sheetPath(slug, written) + (isPinned ? `/editions/${number}` : '')),
    written,
  }
}
