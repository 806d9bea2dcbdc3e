import type { Metadata } from 'next'
import { EditionList } from '#components/edition/edition-list.tsx'
import { translate } from '#lib/i18n/translator.ts'
import { listEditions } from '#lib/publishing/editions.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { ReadingFrame } from '../../../reading-frame.tsx'
import { editionMetadata, publishedSheet, removedMetadata, RemovedPage, type SheetPlace } from '../published-sheet.tsx'

export const instant = false

/** Shown at once; older ones can be reached from the oldest of these. */
const SHOWN_MAX = 500

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
  const editions = await listEditions(sheet.documentId, SHOWN_MAX)
  return (
    <ReadingFrame language={language} view={PUBLISHED} path={`${path}/editions`} current="factSheets">
      <div className="wrap columns">
        <h1 className="page-title">{words('editionsTitle', { title: sheet.heading })}</h1>
        <div className="prose">
          <p>
            <a href={address}>{words('backToSheet')}</a>
          </p>
          <EditionList
            editions={editions}
            current={sheet.state === 'published' ? sheet.number : null}
            language={language}
            written={sheet.language}
            address={address}
          />
        </div>
      </div>
    </ReadingFrame>
  )
}
