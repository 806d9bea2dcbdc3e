import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { Catalogue } from '#components/fact-sheet/catalogue.tsx'
import { AllListsLinks } from '#components/list/list-links.tsx'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { currentView } from '#sanity/live.ts'
import { readCatalogue } from '#sanity/read/catalogue.ts'
import { pageMetadata } from '../../page-address.ts'
import { ReadingFrame } from './reading-frame.tsx'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('site', lang)
  return pageMetadata({
    title: words('catalogueTitle'),
    description: words('catalogueDescription'),
    path: '/',
    language: lang,
    feeds: localPath(lang, '/'),
  })
}

export default async function CataloguePage({ params }: PageProps) {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const view = await currentView()
  const entries = await readCatalogue({ language: lang, view })
  return (
    <ReadingFrame language={lang} view={view} path="/" current="factSheets">
      <div className="wrap columns">
        <h1 className="page-title">{translate('site', lang)('factSheets')}</h1>
        <Catalogue entries={entries} language={lang} />
        <AllListsLinks language={lang} />
      </div>
    </ReadingFrame>
  )
}
