import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { DataGuide } from '#components/site/data-guide.tsx'
import { isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { currentView } from '#sanity/live.ts'
import { pageMetadata } from '../../../page-address.ts'
import { ReadingFrame } from '../reading-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('lists', lang)
  return pageMetadata({ title: words('dataTitle'), description: words('dataDescription'), path: '/data', language: lang })
}

/** What can be downloaded and read by programs. */
export default async function DataPage({ params }: PageProps) {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  return (
    <ReadingFrame language={lang} view={view} path="/data">
      <div className="wrap columns">
        <h1 className="page-title">{translate('lists', lang)('dataTitle')}</h1>
        <DataGuide language={lang} />
      </div>
    </ReadingFrame>
  )
}
