import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RemovedNotice } from '#components/edition/edition-notice.tsx'
import { DEFAULT_LANGUAGE, isLanguage, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { editionTag, findSheet, type PublishedSheet } from '#lib/publishing/editions.ts'
import { noteStatus, noteTags } from '#lib/render-record.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { pageMetadata } from '../../../../page-address.ts'
import { ReadingFrame } from '../../reading-frame.tsx'

/** The sheet that was ever published at `slug`, and the language of the page. The page then depends on its editions.
 *  Ends the page as missing if there is none. */
export async function publishedSheet({
  lang,
  slug,
}: {
  lang: string
  slug: string
}): Promise<{ sheet: PublishedSheet; language: Language }> {
  if (!isLanguage(lang)) notFound()
  const sheet = await findSheet(slug, lang)
  if (!sheet) notFound()
  noteTags([editionTag(sheet.documentId)])
  return { sheet, language: lang }
}

/** `text` as the number of an edition. Ends the page as missing if it is none. */
export function editionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound()
  return Number(text)
}

/** What is told of a page about the editions of a sheet. */
export function editionMetadata(sheet: PublishedSheet, told: { title: string; description: string; path: string }): Metadata {
  const written = isLanguage(sheet.language) ? sheet.language : DEFAULT_LANGUAGE
  return pageMetadata({ ...told, language: written, translations: [written] })
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
