import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { WithdrawnNotice } from '#components/edition/edition-notice.tsx'
import { FactSheetArticle } from '#components/fact-sheet/fact-sheet.tsx'
import { translate } from '#lib/i18n/translator.ts'
import { readEdition } from '#lib/publishing/editions.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { ReadingFrame } from '../../reading-frame.tsx'
import { aidsOfEdition } from './sheet-aids.tsx'
import { editionMetadata, publishedSheet, removedMetadata, RemovedPage, type SheetPlace } from './published-sheet.tsx'

/** What is told of the page of a sheet that is no longer published. */
export async function unpublishedMetadata(place: SheetPlace): Promise<Metadata> {
  const { sheet, language } = await publishedSheet(place)
  if (sheet.state === 'removed') return removedMetadata(language)
  const title = translate('site', language)('factSheetTitle', { title: sheet.heading })
  const description = translate('editions', language)('editionsDescription', { title: sheet.heading })
  return editionMetadata(sheet, { title, description, rest: '' })
}

/** A sheet that was published once: withdrawn, its last edition under a notice; removed, the reason alone. Else nothing is here. */
export async function UnpublishedSheet(place: SheetPlace) {
  const { sheet, language, path, address } = await publishedSheet(place)
  if (sheet.state === 'removed') return <RemovedPage sheet={sheet} language={language} path={path} />
  const edition = sheet.state === 'withdrawn' ? await readEdition(sheet.documentId, sheet.number) : null
  if (!edition?.content) notFound()
  const shown = toEditionSheet(edition.content)
  const notice = <WithdrawnNotice sheet={sheet} language={language} written={sheet.language} address={address} />
  return (
    <ReadingFrame language={language} view={PUBLISHED} path={path} current="factSheets" ownBanner={shown.institution !== null}>
      <FactSheetArticle sheet={shown} known={[]} language={language} note={notice} aids={aidsOfEdition(shown, edition, language)} />
    </ReadingFrame>
  )
}
