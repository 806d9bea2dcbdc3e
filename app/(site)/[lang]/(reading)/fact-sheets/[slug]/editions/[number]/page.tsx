import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EditionNotice } from '#components/edition/edition-notice.tsx'
import { FactSheetArticle } from '#components/fact-sheet/fact-sheet.tsx'
import { JsonLd } from '#components/ui/json-ld.tsx'
import { SheetActs } from '#components/fact-sheet/sheet-acts.tsx'
import { dayText } from '#components/ui/day.tsx'
import { translate } from '#lib/i18n/translator.ts'
import { readEdition } from '#lib/publishing/editions.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { toEditionSheet } from '#sanity/read/edition-sheet.ts'
import { ReadingFrame } from '../../../../reading-frame.tsx'
import { editionJsonLd } from '../../sheet-data.ts'
import { editionMetadata, editionNumber, publishedSheet, removedMetadata, RemovedPage, type SheetPlace } from '../../published-sheet.tsx'
import { aidsOfEdition } from '../../sheet-aids.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<SheetPlace & { number: string }>
}

async function find(params: PageProps['params']) {
  const given = await params
  const place = await publishedSheet(given)
  const edition = await readEdition(place.sheet.documentId, editionNumber(given.number))
  if (!edition) notFound()
  return { ...place, edition }
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { sheet, language, edition } = await find(params)
  if (!edition.content) return removedMetadata(language)
  const words = translate('editions', language)
  const { number, heading: title } = edition
  return editionMetadata(sheet, {
    title: words('editionTitle', { title, number }),
    description: words('editionDescription', { title, number, date: dayText(edition.publishedAt, language) }),
    rest: `/editions/${number}`,
    hasText: true,
  })
}

/** A sheet as one edition of it was published. */
export default async function EditionPage({ params }: PageProps) {
  const { sheet, language, edition, path, address } = await find(params)
  const own = `${path}/editions/${edition.number}`
  if (!edition.content) return <RemovedPage sheet={sheet} language={language} path={own} />
  const newest = (await readEdition(sheet.documentId, sheet.number)) ?? edition
  const shown = toEditionSheet(edition.content)
  const { number, publishedAt, language: written } = edition
  const notice = (
    <>
      <EditionNotice {...{ language, written, address, number, publishedAt, newest, sheet }} />
      <SheetActs address={`${address}/editions/${number}`} language={language} written={written} />
    </>
  )
  return (
    <ReadingFrame language={language} view={PUBLISHED} path={own} current="factSheets" ownBanner={shown.institution !== null}>
      <FactSheetArticle sheet={shown} known={[]} language={language} note={notice} aids={aidsOfEdition(shown, edition, language)} />
      <JsonLd data={editionJsonLd(shown, { ...edition, slug: sheet.slug, content: edition.content })} />
    </ReadingFrame>
  )
}
