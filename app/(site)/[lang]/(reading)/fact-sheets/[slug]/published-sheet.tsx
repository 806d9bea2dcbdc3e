import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RemovedNotice } from '#components/edition/edition-notice.tsx'
import { isLanguage, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { isLanguageTag, sheetPath } from '#lib/i18n/written-language.ts'
import { editionTag, findSheet, type PublishedSheet } from '#lib/publishing/editions.ts'
import { noteStatus, noteTags } from '#lib/render-record.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { pageMetadata } from '../../../../page-address.ts'
import { ReadingFrame } from '../../reading-frame.tsx'

/** Where a sheet is: in the language of the page or, where the address names one, in that. */
export interface SheetPlace {
  readonly lang: string
  readonly slug: string
  readonly written?: string
}

/** The sheet that was ever published at a place, the language of the page, and the sheet's address in it, with and without that language. The page then
 *  depends on its editions. Ends the page as missing if there is none. */
export async function publishedSheet({ lang, slug, written }: SheetPlace) {
  if (!isLanguage(lang) || (written !== undefined && !isLanguageTag(written))) notFound()
  const sheet = await findSheet(slug, written ?? lang)
  if (!sheet || (written !== undefined && sheet.language !== written)) notFound()
  noteTags([editionTag(sheet.documentId)])
  const path = `/fact-sheets/${slug}${written === undefined ? '' : `/in/${written}`}`
  return { sheet, language: lang, path, address: localPath(lang, path) }
}

/** `text` as the number of an edition. Ends the page as missing if it is none. */
export function editionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound()
  return Number(text)
}

/** What is told of a page about the editions of a sheet. `rest` is its address behind that of the sheet. */
export function editionMetadata(
  { slug, language }: PublishedSheet,
  told: { title: string; description: string; rest: string; hasText?: boolean },
): Metadata {
  const { title, description, rest, hasText = false } = told
  const pathIn = (written: string) => sheetPath(slug, written) + rest
  return pageMetadata({
    title,
    description,
    path: `/fact-sheets/${slug}${rest}`,
    language,
    translations: [language],
    pathIn,
    ...(hasText && { text: `${pathIn(language)}.md` }),
  })
}

/** What stands at each address of a sheet that was removed. */
export function RemovedPage({ sheet, language, path }: { sheet: PublishedSheet; language: Language; path: string }) {
  noteStatus(410)
  return (
    <ReadingFrame language={language} view={PUBLISHED} path={path}>
      <RemovedNotice heading={sheet.heading} written={sheet.language} sheet={sheet} language={language} />
    </ReadingFrame>
  )
}

/** What is told of such a page. */
export function removedMetadata(language: Language): Metadata {
  return { title: translate('editions', language)('removedTitle'), robots: { index: false, follow: false } }
}
