import type { Metadata } from 'next'
import { translate } from '#lib/i18n/translator.ts'
import { EditionsFrame } from '../editions-frame.tsx'
import { editionMetadata, publishedSheet, removedMetadata, RemovedPage, type SheetPlace } from '../published-sheet.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<SheetPlace>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { sheet, language } = await publishedSheet(await params)
  if (sheet.state === 'removed') return removedMetadata(language)
  const words = translate('editions', language)
  const title = sheet.heading
  return editionMetadata(sheet, {
    title: words('editionsTitle', { title }),
    description: words('editionsDescription', { title }),
    rest: '/editions',
  })
}

export default async function EditionsPage({ params }: PageProps) {
  const { sheet, language, path, address } = await publishedSheet(await params)
  if (sheet.state === 'removed') return <RemovedPage sheet={sheet} language={language} path={`${path}/editions`} />
  const words = translate('editions', language)
  return (
    <EditionsFrame title={words('editionsTitle', { title: sheet.heading })} path={`${path}/editions`} {...{ sheet, language, address }} />
  )
}
