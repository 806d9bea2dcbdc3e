import { notFound } from 'next/navigation'
import type { CitedPage } from '#components/cite/citation.ts'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
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
  const { heading, slug, language: written, publishedAt } = edition
  const own = isLanguage(written) ? written : language
  const rest = number === undefined ? '' : `/editions/${edition.number}`
  const cited: CitedPage = {
    id: [slug, written, 'edition', edition.number].join('-'),
    kind: 'factSheet',
    title: number === undefined ? heading : translate('reading', own)('editionOf', { title: heading, number: edition.number }),
    author: edition.content.institution?.name ?? siteTitle,
    site: siteTitle,
    date: publishedAt,
    address: wholeAddress(sheetPath(slug, written) + rest),
    written,
  }
  return { ...place, edition, cited, rest }
}
