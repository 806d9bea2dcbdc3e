import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { translate } from '#lib/i18n/translator.ts'
import { EditionsFrame } from '../../../editions-frame.tsx'
import { editionMetadata, editionNumber, publishedSheet, removedMetadata, RemovedPage, type SheetPlace } from '../../../published-sheet.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<SheetPlace & { number: string }>
}

/** The sheet, and the edition before which the list begins: one that there is. */
async function find(params: PageProps['params']) {
  const given = await params
  const place = await publishedSheet(given)
  const below = editionNumber(given.number)
  if (below > place.sheet.number) notFound()
  return { ...place, below, told: { title: place.sheet.heading, number: below } }
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { sheet, language, below, told } = await find(params)
  if (sheet.state === 'removed') return removedMetadata(language)
  const words = translate('published', language)
  return editionMetadata(sheet, {
    title: words('olderTitle', told),
    description: words('olderDescription', told),
    rest: `/editions/before/${below}`,
  })
}

/** Editions of a sheet that are older than one of them. */
export default async function OlderEditionsPage({ params }: PageProps) {
  const { sheet, language, path, address, below, told } = await find(params)
  const own = `${path}/editions/before/${below}`
  if (sheet.state === 'removed') return <RemovedPage sheet={sheet} language={language} path={own} />
  return <EditionsFrame title={translate('published', language)('olderTitle', told)} path={own} {...{ sheet, language, address, below }} />
}
